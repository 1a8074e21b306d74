import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { CancelSignal, Reached } from "../core/livePort.ts";
import { optional } from "../core/optional.ts";
import { errnoOf } from "./errorParts.ts";

/**
 * Asks each address for its root page, without credentials, all at once: any answer proves that it can be reached, and
 * its date tells how far the two clocks are apart. `limit` in milliseconds, for each.
 */
export function reach(
  addresses: readonly string[],
  signal: CancelSignal,
  limit: number,
): Promise<readonly Reached[]> {
  return Promise.all(addresses.map((address) => reachOne(address, signal, limit)));
}

function reachOne(address: string, signal: CancelSignal, limit: number): Promise<Reached> {
  return new Promise((resolve) => {
    let url: URL;
    try {
      url = new URL(address);
    } catch {
      resolve({ kind: "unreachable", address, reason: "this is no URL" });
      return;
    }
    const begun = Date.now();
    const send = url.protocol === "http:" ? httpRequest : httpsRequest;
    const request = send(url, { method: "GET", agent: false }, (answer) => {
      end({ kind: "answered", address, ...optional("clockAheadSeconds", clockAhead(answer, begun)) });
    });
    const cancel = (): void => {
      end({ kind: "unreachable", address, reason: "the check was cancelled" });
    };
    const timer = setTimeout(() => {
      end({ kind: "unreachable", address, reason: `no answer within ${limit / 1000} s` });
    }, limit);
    const end = (reached: Reached): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancel);
      request.destroy();
      resolve(reached);
    };
    // Also after the end: what is destroyed may still report it.
    request.on("error", (error) => {
      end({ kind: "unreachable", address, reason: inWords(error) });
    });
    signal.addEventListener("abort", cancel);
    if (signal.aborted) cancel();
    request.end();
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
  const code = errnoOf(error) ?? "";
  if (/CERT|SIGNED|UNABLE_TO|TLS/.test(code)) return `its certificate is not trusted (${code})`;
  return words[code] ?? (code === "" ? "the connection failed" : code);
}
