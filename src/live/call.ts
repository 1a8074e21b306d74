import { optional } from "../core/optional.ts";
import type { ClientParts } from "./awsClient.ts";
import type { Operation, Problem, Situation } from "./failures/problem.ts";
import { PROXY_REFUSED, PROXY_UNREACHABLE } from "./proxyFailure.ts";
import { untilAborted, type Attempt, type Run } from "./run.ts";
import { TOO_LARGE, type Answer, type Exchange } from "./wire.ts";

/** What a caller gets to make its SDK client and send its command. */
export interface CallParts extends ClientParts {
  readonly signal: AbortSignal;
}

/** How sending ended, before anybody has judged it. */
export type Sent<T> =
  | {
      readonly kind: "ok";
      readonly output: T;
      readonly exchanges: readonly Exchange[];
      readonly answer?: Answer;
    }
  | { readonly kind: "cancelled" }
  | {
      readonly kind: "error";
      readonly error: unknown;
      readonly exchanges: readonly Exchange[];
      readonly timedOut: boolean;
    };

/**
 * Makes one call of a service, retries included, within its time, and turns whatever goes wrong into a problem.
 * A failure that the SDK's error hides is read from the wire.
 */
export async function call<T>(
  run: Run,
  operation: Operation,
  situation: Situation,
  send: (parts: CallParts) => Promise<T>,
): Promise<
  Attempt<{ readonly output: T; readonly exchanges: readonly Exchange[]; readonly answer?: Answer }>
> {
  const sent = await sendWithin(run, operation, run.limits.call, send);
  switch (sent.kind) {
    case "ok":
      // The SDK reads a login page as an answer with nothing in it.
      return sent.answer?.webPage === true
        ? { kind: "failed", problem: malformed(operation, sent.exchanges), situation }
        : { kind: "ok", value: sent };
    case "cancelled":
      return sent;
    case "error":
      return { kind: "failed", problem: problemOf(run, operation, sent), situation };
  }
}

/** Sends within a time limit; every exchange on the wire becomes one line of the log. */
export async function sendWithin<T>(
  run: Run,
  name: string,
  limitMs: number,
  send: (parts: CallParts) => Promise<T>,
): Promise<Sent<T>> {
  if (run.signal.aborted) return { kind: "cancelled" };
  const exchanges: Exchange[] = [];
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
  };
  const timer = setTimeout(abort, Math.min(limitMs, run.remaining()));
  run.signal.addEventListener("abort", abort, { once: true });
  const handler = run.wire.handler(
    controller.signal,
    (exchange) => {
      exchanges.push(exchange);
      run.log(isFine(exchange) ? "info" : "warning", logLine(name, exchange));
    },
    run.ca,
  );
  const { profile } = run.request.plan;
  const stopped = (error: unknown): Sent<T> => {
    if (run.signal.aborted) return { kind: "cancelled" };
    const timedOut = controller.signal.aborted;
    if (timedOut) run.log("warning", `${name} was stopped: no answer in time`);
    return { kind: "error", error, exchanges, timedOut };
  };
  try {
    const parts = {
      handler,
      logger: run.sdkLogger,
      signal: controller.signal,
      ...optional("profile", profile),
    };
    const output = await untilAborted(send(parts), controller.signal);
    if (output === "aborted") return stopped(undefined);
    const answer = exchanges.at(-1)?.answer;
    return { kind: "ok", output, exchanges, ...optional("answer", answer) };
  } catch (error) {
    return stopped(error);
  } finally {
    clearTimeout(timer);
    run.signal.removeEventListener("abort", abort);
  }
}

function isFine(exchange: Exchange): boolean {
  return exchange.answer !== undefined && exchange.answer.status < 400;
}

function logLine(name: string, exchange: Exchange): string {
  const { endpoint, durationMs, answer, errno, proxy, proxyFailure } = exchange;
  const host = endpoint.replace(/^https?:\/\//, "");
  const outcome =
    answer === undefined
      ? [errno ?? "no answer", proxyFailure?.status, proxyFailure?.errno].filter(isGiven).join(" ")
      : String(answer.status);
  const code = answer?.errorCode === undefined ? "" : ` ${answer.errorCode}`;
  const request = answer?.requestId === undefined ? "" : ` request ${answer.requestId}`;
  const through = proxy === undefined ? "" : ` through ${proxy}`;
  return `${name} ${host}${through} ${outcome}${code} ${durationMs} ms${request}`;
}

function isGiven(part: unknown): boolean {
  return part !== undefined;
}

/** What the SDK says where it could not read the service's own code or message. */
const NAMELESS = new Set(["Unknown", "UnknownError", "Error", "NotFound", "SyntaxError", "TypeError"]);

/** Reads what went wrong from the last exchange first, and from the SDK's error where that says more. */
export function problemOf(
  run: Pick<Run, "redactor">,
  operation: Operation,
  sent: Extract<Sent<unknown>, { kind: "error" }>,
): Problem {
  const problem = readProblem(operation, sent);
  return problem.message === undefined
    ? problem
    : { ...problem, message: run.redactor.text(problem.message) };
}

function readProblem(operation: Operation, sent: Extract<Sent<unknown>, { kind: "error" }>): Problem {
  const { error, exchanges, timedOut } = sent;
  const last = exchanges.at(-1);
  const endpoint = last === undefined ? {} : { endpoint: last.endpoint, ...optional("proxy", last.proxy) };
  if (timedOut && (last?.answer === undefined || last.answer.status < 300)) {
    return { operation, code: "Timeout", ...endpoint };
  }
  if (last === undefined) {
    if (isBug(error)) throw error;
    const { name, message } = errorWords(error);
    return { operation, code: NAMELESS.has(name) ? "InvalidRequest" : name, ...optional("message", message) };
  }
  const { answer, errno } = last;
  if (answer === undefined) {
    // Node's HTTP parser: what answers does not speak HTTP.
    if (errno?.startsWith("HPE_") === true || errno === TOO_LARGE) return malformed(operation, exchanges);
    if (errno === PROXY_REFUSED || errno === PROXY_UNREACHABLE) {
      return {
        operation,
        code: errno === PROXY_REFUSED ? "ProxyRefused" : "ProxyUnreachable",
        ...endpoint,
        ...optional("httpStatus", last.proxyFailure?.status),
        ...optional("errno", last.proxyFailure?.errno),
      };
    }
    const code = errno === "ECONNECT_TIMEOUT" || errno === "ETIMEDOUT" ? "Timeout" : "Network";
    return { operation, code, ...endpoint, ...optional("errno", errno) };
  }
  const wire = {
    ...endpoint,
    httpStatus: answer.status,
    ...optional("requestId", answer.requestId),
  };
  if (answer.status < 300) return malformed(operation, exchanges);
  const words = errorWords(error);
  const code = answer.errorCode ?? (NAMELESS.has(words.name) ? undefined : words.name);
  if (code === undefined && answer.webPage) return malformed(operation, exchanges);
  const message = answer.errorMessage ?? words.message;
  const bucketRegion = answer.bucketRegion ?? answer.errorRegion;
  return {
    operation,
    code: code ?? codeOfStatus(operation, answer.status),
    ...optional("message", message),
    ...wire,
    ...optional("clockAheadSeconds", answer.clockAheadSeconds),
    ...optional("bucketRegion", bucketRegion),
  };
}

/** Node gives a code to what an input is to blame for, such as an address that is none. */
function isBug(error: unknown): boolean {
  return (error instanceof TypeError || error instanceof ReferenceError) && !("code" in error);
}

/** An answer that came and is not one of the service's. */
export function malformed(operation: Operation, exchanges: readonly Exchange[]): Problem {
  const last = exchanges.at(-1);
  return {
    operation,
    code: "MalformedAnswer",
    ...optional("endpoint", last?.endpoint),
    ...optional("httpStatus", last?.answer?.status),
    ...optional("requestId", last?.answer?.requestId),
  };
}

function errorWords(error: unknown): { name: string; message?: string } {
  if (!(error instanceof Error)) return { name: "Unknown" };
  const told =
    error.message !== "" && !NAMELESS.has(error.message) && !error.message.includes("Deserialization error");
  return { name: error.name, ...(told ? { message: error.message } : {}) };
}

/** For answers without a code: a HEAD-like body, or a server that is not AWS. */
function codeOfStatus(operation: Operation, status: number): string {
  switch (status) {
    case 301:
    case 307:
      return "PermanentRedirect";
    case 400:
      return "InvalidArgument";
    case 401:
    case 403:
      return "AccessDenied";
    case 404:
      return operation === "ListObjectsV2" ? "NoSuchBucket" : "NoSuchEntity";
    case 405:
      return "MethodNotAllowed";
    case 429:
      return "TooManyRequests";
    case 501:
      return "NotImplemented";
    default:
      return status >= 500 ? "ServerError" : `HTTP${status}`;
  }
}
