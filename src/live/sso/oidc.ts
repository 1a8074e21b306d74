import type { LiveRequest } from "../../core/livePort.ts";
import { untilAborted } from "../run.ts";
import { textOf, type Exchange, type Wire } from "../wire.ts";

/** The part of IAM Identity Center's OIDC service that a sign-in needs, each answer read and checked. */
export interface OidcCall {
  readonly endpoint: string;
  readonly wire: Wire;
  readonly signal: AbortSignal;
  /** Milliseconds for one request. */
  readonly limit: number;
  readonly log: LiveRequest["log"];
}

export type OidcAnswer =
  | { readonly kind: "ok"; readonly data: Readonly<Record<string, unknown>> }
  /** The service's error name (`authorization_pending`), or ours: `Timeout`, `Network`, `MalformedAnswer`. */
  | { readonly kind: "failed"; readonly code: string; readonly description?: string }
  | { readonly kind: "cancelled" };

/**
 * One unsigned JSON request. The SDK's client for this service would be one more dependency for three such calls.
 * https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html
 */
export async function oidcPost(
  parts: OidcCall,
  path: "/client/register" | "/device_authorization" | "/token",
  body: Readonly<Record<string, unknown>>,
): Promise<OidcAnswer> {
  const { endpoint, wire, signal, limit, log } = parts;
  const { protocol, hostname, port, host } = new URL(endpoint);
  const timeout = AbortSignal.timeout(limit);
  let exchange: Exchange | undefined;
  const handler = wire.handler(AbortSignal.any([signal, timeout]), (one) => {
    exchange = one;
    log(
      one.answer?.status === 200 ? "info" : "warning",
      `SSO sign-in ${path} ${host} ${one.answer?.status ?? one.errno ?? "no answer"} ${one.durationMs} ms`,
    );
  });
  const text = JSON.stringify(body);
  try {
    const sent = await untilAborted(
      handler.handle({
        method: "POST",
        protocol,
        hostname,
        ...(port === "" ? {} : { port: Number(port) }),
        path,
        query: {},
        headers: {
          host,
          "content-type": "application/json",
          "content-length": String(Buffer.byteLength(text)),
        },
        body: text,
      }),
      signal,
    );
    if (sent === "aborted") return { kind: "cancelled" };
    return answerOf(sent.response.statusCode, await textOf(sent.response.body));
  } catch {
    if (signal.aborted) return { kind: "cancelled" };
    if (timeout.aborted) return { kind: "failed", code: "Timeout" };
    return {
      kind: "failed",
      code: "Network",
      ...(exchange?.errno === undefined ? {} : { description: exchange.errno }),
    };
  }
}

function answerOf(status: number, text: string): OidcAnswer {
  const malformed: OidcAnswer = { kind: "failed", code: "MalformedAnswer" };
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return malformed;
  }
  if (typeof data !== "object" || data === null) return malformed;
  const fields = data as Readonly<Record<string, unknown>>;
  if (status < 300) return { kind: "ok", data: fields };
  const { error, error_description: description } = fields;
  return {
    kind: "failed",
    code: typeof error === "string" ? error : `HTTP${status}`,
    ...(typeof description === "string" ? { description } : {}),
  };
}
