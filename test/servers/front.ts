import { request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { startLoopback, type Loopback } from "./loopback.ts";

/** A request as it came over the wire. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** The form of a query-protocol call (STS, IAM). */
  readonly form: URLSearchParams;
}

/** What the front does to one request in place of handing it on. */
export type Fault =
  /** The connection is torn down without an answer. */
  | { readonly kind: "reset" }
  /** Nothing ever comes. */
  | { readonly kind: "silence" }
  /** Headers, then a byte now and then, without end. */
  | { readonly kind: "drip" }
  /** The real answer, but only its first half; the length announced is the whole one. */
  | { readonly kind: "cutOff" }
  /** The real answer, later. */
  | { readonly kind: "late"; readonly ms: number }
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    };

/**
 * An HTTP front before a real server: records every request, hands it on unchanged, and breaks the wire where a test
 * says so. It knows nothing of AWS.
 */
export interface Front extends Loopback {
  readonly requests: Recorded[];
  /** How many requests still wait for their answer, once what was closed has been noticed. */
  openRequests(): Promise<number>;
  /** Asked for every request; undefined hands it on. */
  fault: (request: Recorded) => Fault | undefined;
}

export async function startFront(target: string): Promise<Front> {
  const requests: Recorded[] = [];
  const open = new Set<ServerResponse>();
  const loopback = await startLoopback((request, body, response) => {
    open.add(response);
    response.once("close", () => open.delete(response));
    const text = body.toString("utf8");
    const recorded: Recorded = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers,
      body: text,
      form: new URLSearchParams(text),
    };
    requests.push(recorded);
    const fault = front.fault(recorded);
    if (fault === undefined || fault.kind === "cutOff")
      handOn(target, request, body, response, fault !== undefined);
    else if (fault.kind === "late")
      setTimeout(() => {
        handOn(target, request, body, response, false);
      }, fault.ms);
    else breakWire(fault, response);
  });
  const front: Front = {
    ...loopback,
    requests,
    fault: () => undefined,
    openRequests: async () => {
      await sleep(50);
      return open.size;
    },
  };
  return front;
}

function handOn(
  target: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  cutOff: boolean,
): void {
  const { hostname, port } = new URL(target);
  const outgoing = forward(
    { hostname, port, method: request.method, path: request.url, headers: request.headers },
    (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const whole = Buffer.concat(chunks);
        const headers = { ...answer.headers };
        delete headers["transfer-encoding"];
        response.writeHead(answer.statusCode ?? 502, { ...headers, "content-length": String(whole.length) });
        if (!cutOff) response.end(whole);
        else response.write(whole.subarray(0, whole.length / 2), () => response.destroy());
      });
    },
  );
  outgoing.on("error", () => response.destroy());
  outgoing.end(body);
}

function breakWire(fault: Exclude<Fault, { kind: "cutOff" | "late" }>, response: ServerResponse): void {
  switch (fault.kind) {
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "silence":
      return;
    case "drip": {
      response.writeHead(200, { "content-type": "application/xml" });
      const timer = setInterval(() => response.write(" "), 50);
      response.once("close", () => {
        clearInterval(timer);
      });
      return;
    }
    case "answer":
      response.writeHead(fault.status, { "content-type": "application/xml", ...fault.headers });
      response.end(fault.body ?? "");
  }
}
