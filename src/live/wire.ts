import type { ClientRequest, IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { optional } from "../core/optional.ts";
import { errnoOf } from "./errorParts.ts";
import type { Limits } from "./limits.ts";
import { ProxyFailure } from "./proxyFailure.ts";
import { wayOut, type Network, type Outgoing, type WayOut, type WayRequest } from "./wayOut.ts";

/** What an SDK client hands to its request handler: the part that is used here. */
interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface SdkResponse {
  statusCode: number;
  reason: string;
  headers: Record<string, string>;
  /** A stream, since the SDK takes nothing else for the body of an object. */
  body: Readable;
}

/** A request handler as every SDK client takes it. */
export interface RequestHandler {
  readonly metadata: { readonly handlerProtocol: string };
  handle(request: SdkRequest): Promise<{ response: SdkResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): object;
}

/** One request on the wire and its end, with nothing in it that signs or is secret. */
export interface Exchange {
  /** Scheme, host and port. */
  readonly endpoint: string;
  readonly durationMs: number;
  readonly answer?: Answer;
  /** Node's or OpenSSL's error code where no answer came: "ECONNREFUSED", "CERT_HAS_EXPIRED". */
  readonly errno?: string;
  /** Scheme, host and port of the proxy in between, as far as it is known. */
  readonly proxy?: string;
  /** Why it ended at the proxy: an HTTP status, or Node's error code of the connection to it. */
  readonly proxyFailure?: Pick<ProxyFailure, "status" | "errno">;
}

export interface Answer {
  readonly status: number;
  readonly requestId?: string;
  /** The answer is a web page: a proxy, a login page or another kind of server spoke. */
  readonly webPage: boolean;
  /** The bucket's region as S3 tells it in `x-amz-bucket-region`. */
  readonly bucketRegion?: string;
  /** How far the server's clock is ahead of ours, in seconds, where the answer has a date. */
  readonly clockAheadSeconds?: number;
  /** From the first `Code` element of an error's XML, whether wrapped as AWS does or bare as others do. */
  readonly errorCode?: string;
  readonly errorMessage?: string;
  /** From the first `Region` element of an error's XML. */
  readonly errorRegion?: string;
}

/** An answer larger than this is not one of the answers asked for here. */
const LARGEST_ANSWER = 16 * 1024 * 1024;

/** What is read of an error's body, in bytes. */
const LARGEST_ERROR = 64 * 1024;

/** The `errno` of an exchange that was broken off for that. */
export const TOO_LARGE = "EANSWER_TOO_LARGE";

/**
 * The one place where requests leave: plain HTTP over Node's own clients, so that a signal ends a request in every
 * phase, an answer's body included, and every exchange is recorded. Connections are kept between calls.
 */
export class Wire {
  private readonly way: WayOut;

  constructor(
    private readonly limits: Pick<Limits, "connect">,
    network: Network,
  ) {
    this.way = wayOut(network);
  }

  /** A handler for the requests of one call. `ca`: PEM certificates that are trusted in place of Node's own. */
  handler(signal: AbortSignal, record: (exchange: Exchange) => void, ca?: string): RequestHandler {
    return {
      metadata: { handlerProtocol: "http/1.1" },
      handle: async (request) => ({ response: await this.exchange(request, signal, record, ca) }),
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    };
  }

  /** A request whose answer is nobody's but the caller's. */
  open(request: WayRequest): Outgoing {
    return this.way.open(request);
  }

  /** Closes the connections that are kept. Requests under way go on, and theirs are closed after them. */
  forget(): void {
    this.way.forget();
  }

  private async exchange(
    request: SdkRequest,
    signal: AbortSignal,
    record: (exchange: Exchange) => void,
    ca: string | undefined,
  ): Promise<SdkResponse> {
    const started = performance.now();
    const endpoint = `${request.protocol}//${request.hostname}${request.port === undefined ? "" : `:${request.port}`}`;
    const broken = new AbortController();
    let outgoing: Outgoing | undefined;
    const end = (outcome: Pick<Exchange, "answer" | "errno" | "proxyFailure">): void => {
      const durationMs = Math.round(performance.now() - started);
      record({ endpoint, durationMs, ...optional("proxy", outgoing?.proxy()), ...outcome });
    };
    try {
      if (signal.aborted) throw abortError();
      outgoing = this.way.open({
        secure: request.protocol === "https:",
        host: request.hostname.replace(/^\[(.*)\]$/, "$1"),
        port: request.port,
        method: request.method,
        path: request.path + queryOf(request),
        headers: request.headers,
        signal: broken.signal,
        ...optional("ca", ca),
      });
      const { message, body } = await this.send(outgoing, bodyOf(request), signal);
      const status = message.statusCode ?? 0;
      end({ answer: answerOf(status, message, body) });
      return {
        statusCode: status,
        reason: message.statusMessage ?? "",
        headers: Object.fromEntries(
          Object.entries(message.headersDistinct).map(([name, values]) => [name, values?.join(", ") ?? ""]),
        ),
        body: Readable.from([body], { objectMode: false }),
      };
    } catch (error) {
      if (!signal.aborted) {
        const proxyFailure =
          error instanceof ProxyFailure
            ? { ...optional("status", error.status), ...optional("errno", error.errno) }
            : undefined;
        end({ errno: errnoOf(error) ?? "UNKNOWN", ...optional("proxyFailure", proxyFailure) });
      }
      broken.abort();
      throw error;
    }
  }

  private send(
    outgoing: Outgoing,
    body: string | Uint8Array | undefined,
    signal: AbortSignal,
  ): Promise<{ message: IncomingMessage; body: Buffer }> {
    const { request } = outgoing;
    return new Promise((resolve, reject) => {
      // A request that waits for its connection tells nobody that it was destroyed, so the end does not wait for it.
      const fail = (error: Error): void => {
        settle();
        request.destroy(error);
        reject(signal.aborted ? abortError() : error);
      };
      const stop = (): void => {
        fail(abortError());
      };
      signal.addEventListener("abort", stop, { once: true });
      const connecting = this.limitConnecting(request, fail);
      const settle = (): void => {
        signal.removeEventListener("abort", stop);
        clearTimeout(connecting);
      };
      request.on("error", (error) => {
        fail(outgoing.failure(error));
      });
      request.once("response", (message) => {
        const refusal = outgoing.refusal(message);
        if (refusal !== undefined) {
          fail(refusal);
          return;
        }
        collect(message).then(
          (whole) => {
            settle();
            resolve({ message, body: whole });
          },
          (error: unknown) => {
            fail(asError(error));
          },
        );
      });
      request.end(body);
    });
  }

  /** The name's look-up, TCP, the way through a proxy, and TLS. */
  private limitConnecting(request: ClientRequest, fail: (error: Error) => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      fail(Object.assign(new Error("no connection"), { name: "TimeoutError", code: "ECONNECT_TIMEOUT" }));
    }, this.limits.connect);
    request.once("socket", (socket) => {
      const connected = (): void => {
        clearTimeout(timer);
      };
      // In a tunnel the socket is connected before TLS begins.
      if ("secureConnecting" in socket && socket.secureConnecting === true)
        socket.once("secureConnect", connected);
      else if (request.reusedSocket || !socket.connecting) connected();
      else socket.once("connect", connected);
    });
    return timer;
  }
}

async function collect(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  // An IncomingMessage without an encoding yields buffers.
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_ANSWER)
      throw Object.assign(new Error("the answer is too large"), { code: TOO_LARGE });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The whole text of an answer, for the calls that no SDK client reads. */
export async function textOf(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  // The body was collected before and is a stream of one buffer.
  for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** The SDK never streams a body for the calls made here. */
function bodyOf(request: SdkRequest): string | Uint8Array | undefined {
  const { body } = request;
  if (body === undefined || typeof body === "string" || body instanceof Uint8Array) return body;
  throw new Error("a request of this room has a body of text or bytes");
}

function queryOf(request: SdkRequest): string {
  const parts = Object.entries(request.query).flatMap(([name, value]) =>
    (typeof value === "string" || value === null ? [value] : value).map((one) =>
      one === null ? escapeUri(name) : `${escapeUri(name)}=${escapeUri(one)}`,
    ),
  );
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

/** RFC 3986 escaping, as the signature expects it. */
function escapeUri(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function answerOf(status: number, message: IncomingMessage, body: Buffer): Answer {
  const header = (name: string): string | undefined => message.headersDistinct[name]?.[0];
  const requestId = header("x-amzn-requestid") ?? header("x-amz-request-id") ?? header("x-amzn-request-id");
  const bucketRegion = header("x-amz-bucket-region");
  const date = Date.parse(header("date") ?? "");
  const text = status >= 300 ? body.toString("utf8", 0, LARGEST_ERROR) : "";
  const errorCode = element(text, "Code");
  const errorMessage = element(text, "Message");
  const errorRegion = element(text, "Region");
  return {
    status,
    webPage: (header("content-type") ?? "").includes("text/html"),
    ...optional("requestId", requestId),
    ...optional("bucketRegion", bucketRegion),
    ...(Number.isNaN(date) ? {} : { clockAheadSeconds: Math.round((date - Date.now()) / 1000) }),
    ...optional("errorCode", errorCode),
    ...optional("errorMessage", errorMessage),
    ...optional("errorRegion", errorRegion),
  };
}

/** The text of the first element of that name. Error answers are small and flat, so no parser is needed. */
function element(xml: string, name: string): string | undefined {
  const match = new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml);
  return match?.[1]?.replace(/&(?:(lt|gt|quot|apos|amp)|#(\d{1,6})|#x([0-9a-fA-F]{1,5}));/g, decodeReference);
}

function decodeReference(all: string, name?: string, decimal?: string, hexadecimal?: string): string {
  if (name !== undefined) return ENTITIES[name] ?? all;
  const code = decimal === undefined ? parseInt(hexadecimal ?? "", 16) : parseInt(decimal, 10);
  return String.fromCodePoint(code);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

/** The name that the SDK's retry strategy takes for "do not retry". */
function abortError(): Error {
  return Object.assign(new Error("aborted"), { name: "AbortError" });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
