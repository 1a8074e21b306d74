import type { Kept } from "./session.ts";

/** A session as the vault holds it. */
export interface Remembered {
  readonly id: string;
  readonly kept: Kept;
}

/**
 * Says that a session is not kept any more. Windows write the vault without knowing of each other: without this word
 * the next one would put the session back.
 */
export interface Mark {
  /** Milliseconds since 1970; it counts for what was put into the vault no later. */
  readonly at: number;
  /** When the session ends by itself, and nobody needs the mark. */
  readonly until: number;
  /** Windows that have the session in memory drop it; else it is in memory only from here on. */
  readonly drop: boolean;
}

/** What all windows agree on; joining two of them in any order gives the same. */
export interface VaultContents {
  readonly sessions: readonly Remembered[];
  readonly marks: ReadonlyMap<string, Mark>;
  /** Everything that was put into the vault no later is forgotten. Milliseconds since 1970. */
  readonly allForgottenAt: number;
}

const VERSION = 2;

/** Longer than any session of STS lasts: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html */
const LONGEST_SESSION = 36 * 3_600_000;

/** The text for the vault; undefined where there is nothing to say. It holds keys: it goes nowhere else. */
export function packVault({ sessions, marks, allForgottenAt }: VaultContents): string | undefined {
  const now = Date.now();
  const forgottenAt = allForgottenAt + LONGEST_SESSION > now ? allForgottenAt : 0;
  const needed = [...marks].filter(([, { until }]) => until > now).sort(byId);
  if (sessions.length === 0 && needed.length === 0 && forgottenAt === 0) return undefined;
  return JSON.stringify({
    version: VERSION,
    sessions: sessions.map(({ id, kept }) => [id, kept] as const).sort(byId),
    marks: needed,
    allForgottenAt: forgottenAt,
  });
}

/** What windows left; whatever is not whole, not ours or of another version is left out. */
export function unpackVault(text: string | undefined): VaultContents {
  const nothing = { sessions: [], marks: new Map<string, Mark>(), allForgottenAt: 0 };
  if (text === undefined) return nothing;
  let data: unknown;
  try {
    data = JSON.parse(text, reviveDates);
  } catch {
    return nothing;
  }
  if (!isObject(data) || data["version"] !== VERSION) return nothing;
  const { allForgottenAt } = data;
  return {
    sessions: pairsOf(data["sessions"]).flatMap(([id, kept]) => (isKept(kept) ? [{ id, kept }] : [])),
    marks: new Map(pairsOf(data["marks"]).flatMap(([id, mark]) => (isMark(mark) ? [[id, mark]] : []))),
    allForgottenAt: isMoment(allForgottenAt) ? allForgottenAt : 0,
  };
}

function byId([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

/** `expiration` of a role is text on both sides; `began` and the credentials' end are dates. */
function reviveDates(this: unknown, key: string, value: unknown): unknown {
  const isDate = key === "began" || (key === "expiration" && isObject(this) && "secretAccessKey" in this);
  return isDate && typeof value === "string" ? new Date(value) : value;
}

function pairsOf(value: unknown): [string, unknown][] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (pair): pair is [string, unknown] =>
      Array.isArray(pair) && pair.length === 2 && typeof pair[0] === "string",
  );
}

function isKept(value: unknown): value is Kept {
  if (!isObject(value)) return false;
  const { session, about, began, since } = value;
  return isDate(began) && isMoment(since) && isSession(session) && isAbout(about);
}

function isSession(value: unknown): boolean {
  if (!isObject(value) || !isObject(value["credentials"]) || !isObject(value["role"])) return false;
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = value["credentials"];
  return (
    typeof accessKeyId === "string" &&
    typeof secretAccessKey === "string" &&
    (sessionToken === undefined || typeof sessionToken === "string") &&
    isDate(expiration)
  );
}

/** Of the plan as much as tells it from damage; another shape of it is another version. */
function isAbout(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { kind, plan, files, sections } = value;
  return (
    (kind === "role" || kind === "source") &&
    typeof sections === "string" &&
    isObject(files) &&
    typeof files["config"] === "string" &&
    typeof files["credentials"] === "string" &&
    isObject(plan) &&
    typeof plan["profile"] === "string" &&
    isObject(plan["source"]) &&
    Array.isArray(plan["hops"]) &&
    ["sts", "s3", "iam"].every((name) => isObject(plan[name]))
  );
}

function isMark(value: unknown): value is Mark {
  return (
    isObject(value) &&
    isMoment(value["at"]) &&
    Number.isSafeInteger(value["until"]) &&
    typeof value["drop"] === "boolean"
  );
}

function isDate(value: unknown): value is Date {
  return value instanceof Date && !Number.isNaN(value.getTime());
}

/** A day ahead at most: a moment in the far future would outlast every later word. */
function isMoment(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) < Date.now() + 86_400_000;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
