import type { IncomingMessage } from "node:http";
import type { CancelSignal, Reached } from "../core/livePort.ts";
import { optional } from "../core/optional.ts";
import { errnoOf } from "./errorParts.ts";
import { PROXY_REFUSED, ProxyFailure } from "./proxyFailure.ts";
import type { Wire } from "./wire.ts";

/**
 * Asks each address for its root page, without credentials, all at once: any answer proves that it can be reached, and
 * its date tells how far the two clocks are apart. What lies behind a proxy is also asked past it. `limit` in
 * milliseconds, for each.
 */
export function reach(
  wire: Wire,
  addresses: readonly string[],
  signal: CancelSignal,
  limit: number,
): Promise<readonly Reached[]> {
  const ask = (address: string, direct: boolean) => reachOne(wire, address, signal, limit, direct);
  return Promise.all(
    addresses.map(async (address): Promise<Reached> => {
      const { answer, proxy } = await ask(address, false);
      if (proxy === undefined) return answer;
      const past = await ask(address, true);
      return { ...answer, proxy: { address: proxy, alsoDirectly: past.answer.kind === "answered" } };
    }),
  );
}

interface Asked {
  readonly answer: Reached;
  readonly proxy?: string;
}

function reachOne(
  wire: Wire,
  address: string,
  signal: CancelSignal,
  limit: number,
  direct: boolean,
): Promise<Asked> {
  return new Promise((resolve) => {
    let url: URL;
    try {
      url = new URL(address);
    } catch {
      resolve({ answer: { kind: "unreachable", address, reason: "this is no URL" } });
      return;
    }
    const begun = Date.now();
    const over = new AbortController();
    const outgoing = wire.open({
      secure: url.protocol !== "http:",
      host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
      port: url.port === "" ? undefined : Number(url.port),
      method: "GET",
      path: url.pathname,
      headers: { host: url.host, connection: "close" },
      direct,
      signal: over.signal,
    });
    const end = (answer: Reached): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancel);
      over.abort();
      outgoing.request.destroy();
      resolve({ answer, ...optional("proxy", outgoing.proxy()) });
    };
    const fail = (reason: string): void => {
      end({ kind: "unreachable", address, reason });
    };
    const cancel = (): void => {
      fail("the check was cancelled");
    };
    const timer = setTimeout(() => {
      fail(`no answer within ${limit / 1000} s`);
    }, limit);
    // Also after the end: what is destroyed may still report it.
    outgoing.request.on("error", (error) => {
      fail(inWords(outgoing.failure(error)));
    });
    outgoing.request.once("response", (message) => {
      const refusal = outgoing.refusal(message);
      if (refusal !== undefined) fail(inWords(refusal));
      else end({ kind: "answered", address, ...optional("clockAheadSeconds", clockAhead(message, begun)) });
    });
    signal.addEventListener("abort", cancel);
    if (signal.aborted) cancel();
    else outgoing.request.end();
  });
}

/** The date has whole seconds; the middle of the exchange is taken for the moment it was written. */
function clockAhead(answer: IncomingMessage, begun: number): number | undefined {
  const date = Date.parse(answer.headers.date ?? "");
  return Number.isNaN(date) ? undefined : Math.round((date - (begun + Date.now()) / 2) / 1000);
}

const words: Readonly<Record<string, string>> = {
  ENOTFOUND: "its name is not known here",
  EAI_AGAIN: "names cannot be looked up: there is no network, or no name server",
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the connection was cut",
  EHOSTUNREACH: "there is no way to it",
  ENETUNREACH: "there is no network",
  ETIMEDOUT: "no answer",
};

function inWords(error: Error): string {
  if (error instanceof ProxyFailure) {
    if (error.code !== PROXY_REFUSED)
      return `the proxy cannot be reached${error.errno === undefined ? "" : ` (${error.errno})`}`;
    return error.status === 407
      ? "the proxy wants a name and a password (HTTP 407)"
      : `the proxy refused${error.status === undefined ? "" : ` (HTTP ${error.status})`}`;
  }
  const code = errnoOf(error) ?? "";
  if (/CERT|SIGNED|UNABLE_TO|TLS/.test(code)) return `its certificate is not trusted (${code})`;
  return words[code] ?? (code === "" ? "the connection failed" : code);
}
