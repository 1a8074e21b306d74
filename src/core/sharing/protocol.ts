import type { SessionKeys } from "../livePort.ts";
import { optional } from "../optional.ts";

/**
 * How a program in a terminal asks the editor for a session that it holds: one line of JSON each way over a socket of
 * this machine, one question a connection. Who asks wrongly gets no answer at all.
 */

/** Variables of a terminal that say where its window listens, and prove that one was started there. */
export const socketVariable = "ASSUME_ROLE_SOCKET";
export const tokenVariable = "ASSUME_ROLE_TOKEN";

/** Bytes and milliseconds, on both sides. */
export const sharingLimits = {
  /** The longest question. */
  question: 8 * 1024,
  /** The longest answer: session tokens have no documented length, and are of 1 to 4 KB. */
  answer: 64 * 1024,
  /** Until a question is complete. */
  asking: 1_000,
  /** Until somebody takes the call. */
  connecting: 200,
  /** Until the editor said what it holds; more than that, and it hangs. */
  looking: 1_000,
  /** Until it opened a session, with the time a person takes for an MFA code. */
  opening: 300_000,
} as const;

export interface SessionQuestion {
  /** `held`: only what is there. `opened`: a new session where there is none, for which the user may be asked. */
  readonly want: "held" | "opened";
  /** By sessionId.ts: the asker has made the whole plan itself, and takes no session of another one. */
  readonly id: string;
  readonly profile: string;
}

export type SessionAnswer =
  | { readonly kind: "session"; readonly keys: SessionKeys }
  /** There is none, and the asker may open its own. */
  | { readonly kind: "none" }
  /** The user did not give the MFA code. */
  | { readonly kind: "cancelled" }
  /** Why AWS gave none, in lines of text. */
  | { readonly kind: "failed"; readonly lines: readonly string[] };

export function writeQuestion(question: SessionQuestion, token: string): string {
  return `${JSON.stringify({ version: 1, token, ...question })}\n`;
}

/** Undefined for anything that `writeQuestion` would not have written. */
export function readQuestion(
  line: string,
): { readonly question: SessionQuestion; readonly token: string } | undefined {
  const data = objectIn(line);
  if (data?.["version"] !== 1) return undefined;
  const { want, id, profile, token } = data;
  if (want !== "held" && want !== "opened") return undefined;
  if (typeof id !== "string" || !/^[0-9a-f]{24}$/.test(id)) return undefined;
  if (typeof profile !== "string" || profile === "" || typeof token !== "string") return undefined;
  return { question: { want, id, profile }, token };
}

export function writeAnswer(answer: SessionAnswer): string {
  return `${JSON.stringify(answer)}\n`;
}

/** Undefined for anything that `writeAnswer` would not have written, and for a session that has ended at `now`. */
export function readAnswer(line: string, now: number): SessionAnswer | undefined {
  const data = objectIn(line);
  switch (data?.["kind"]) {
    case "none":
    case "cancelled":
      return { kind: data["kind"] };
    case "failed": {
      const { lines } = data;
      if (!Array.isArray(lines)) return undefined;
      return { kind: "failed", lines: lines.filter((one) => typeof one === "string") };
    }
    case "session": {
      const keys = keysIn(data["keys"], now);
      return keys && { kind: "session", keys };
    }
    default:
      return undefined;
  }
}

function keysIn(data: unknown, now: number): SessionKeys | undefined {
  if (!isObject(data)) return undefined;
  const text = (name: string): string | undefined => {
    const value = data[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const accessKeyId = text("accessKeyId");
  const secretAccessKey = text("secretAccessKey");
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  const expiration = text("expiration");
  // An end that cannot be read is as bad as one that has come.
  if (data["expiration"] !== undefined && !(Date.parse(expiration ?? "") > now)) return undefined;
  return {
    accessKeyId,
    secretAccessKey,
    ...optional("sessionToken", text("sessionToken")),
    ...optional("expiration", expiration),
  };
}

function objectIn(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const data: unknown = JSON.parse(line);
    return isObject(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}
