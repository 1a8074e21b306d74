import type { LiveRequest } from "../../core/livePort.ts";
import { optional } from "../../core/optional.ts";
import { problemOf } from "../call.ts";
import { explain } from "../failures/explain.ts";
import { createRedactor } from "../redact.ts";
import { untilAborted } from "../run.ts";
import { textOf, type Exchange, type Wire } from "../wire.ts";

/** What every request to one of the two services of IAM Identity Center needs. */
export interface ServiceCall {
  readonly endpoint: string;
  readonly wire: Wire;
  readonly signal: AbortSignal;
  /** PEM certificates that are trusted in place of Node's own. */
  readonly ca?: string;
  /** Milliseconds for one request. */
  readonly limit: number;
  readonly log: LiveRequest["log"];
}

export interface ServiceRequest {
  /** For the log. */
  readonly name: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

export type ServiceAnswer =
  | { readonly kind: "ok"; readonly data: Readonly<Record<string, unknown>> }
  | ServiceFailure
  | { readonly kind: "cancelled" };

export interface ServiceFailure {
  readonly kind: "failed";
  /** The service's error name (`authorization_pending`), or ours: those of the wire, `MalformedAnswer`. */
  readonly code: string;
  readonly description?: string;
  /** Node's error code of a connection that broke. */
  readonly errno?: string;
  /** The HTTP status, where an answer came. */
  readonly status?: number;
  /** Seconds, where the service asks for a pause. */
  readonly retryAfter?: number;
}

/** Nothing of the service was reached. */
export function isUnreached(code: string): boolean {
  return Object.hasOwn(WIRE_MESSAGES, code) && code !== "MalformedAnswer";
}

/** In words, what went wrong before the service itself could say anything. */
export const WIRE_MESSAGES: Readonly<Record<string, string>> = {
  Timeout: "IAM Identity Center did not answer in time.",
  Network: "IAM Identity Center cannot be reached.",
  ProxyRefused: "IAM Identity Center cannot be reached.",
  ProxyUnreachable: "IAM Identity Center cannot be reached.",
  MalformedAnswer: "What answered is not IAM Identity Center: check sso_region.",
};

/**
 * One unsigned JSON request. The SDK's clients for these services would be two more dependencies for a few such calls.
 * Headers and body may hold a token; the log gets neither.
 */
export async function sendToService(parts: ServiceCall, request: ServiceRequest): Promise<ServiceAnswer> {
  const { endpoint, wire, signal, ca, limit, log } = parts;
  const { protocol, hostname, port, host } = new URL(endpoint);
  const timeout = AbortSignal.timeout(limit);
  let exchange: Exchange | undefined;
  const handler = wire.handler(
    AbortSignal.any([signal, timeout]),
    (one) => {
      exchange = one;
      log(
        one.answer?.status === 200 ? "info" : "warning",
        `${request.name} ${request.path} ${host} ${one.answer?.status ?? one.errno ?? "no answer"} ${one.durationMs} ms`,
      );
    },
    ca,
  );
  const text = request.body === undefined ? undefined : JSON.stringify(request.body);
  try {
    const sent = await untilAborted(
      handler.handle({
        method: request.method,
        protocol,
        hostname,
        ...(port === "" ? {} : { port: Number(port) }),
        path: request.path,
        query: request.query ?? {},
        headers: {
          host,
          ...request.headers,
          ...(text === undefined
            ? {}
            : { "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) }),
        },
        ...optional("body", text),
      }),
      signal,
    );
    if (sent === "aborted") return { kind: "cancelled" };
    const { statusCode, headers, body } = sent.response;
    return answerOf(statusCode, headers, await textOf(body));
  } catch (error) {
    if (signal.aborted) return { kind: "cancelled" };
    const exchanges = exchange === undefined ? [] : [exchange];
    const sent = { kind: "error", error, exchanges, timedOut: timeout.aborted } as const;
    const problem = problemOf({ redactor: createRedactor() }, "SsoSignIn", sent);
    const { code, headline } = explain(problem, { at: { kind: "source" }, source: endpoint });
    return { kind: "failed", code, description: headline, ...optional("errno", problem.errno) };
  }
}

function answerOf(status: number, headers: Readonly<Record<string, string>>, text: string): ServiceAnswer {
  const seconds = Number(headers["retry-after"]);
  const common = {
    kind: "failed",
    status,
    ...(Number.isFinite(seconds) && seconds > 0 ? { retryAfter: seconds } : {}),
  } as const;
  const fields = fieldsOf(text);
  if (fields !== undefined && status < 300) return { kind: "ok", data: fields };
  // Throttling and a failing server may answer with a page of whatever stands before the service.
  if (fields === undefined && status !== 429 && status < 500) return { ...common, code: "MalformedAnswer" };
  // The OIDC service names the error in the body, the portal in a header, perhaps with an address behind it.
  const type = headers["x-amzn-errortype"]?.split(":")[0];
  const { error, error_description: described, message } = fields ?? {};
  const description = described ?? message;
  return {
    ...common,
    code: typeof error === "string" ? error : type === undefined || type === "" ? `HTTP${status}` : type,
    ...(typeof description === "string" ? { description } : {}),
  };
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === "object" && data !== null
      ? (data as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
