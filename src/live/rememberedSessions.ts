import type { Kept } from "./session.ts";

/** A session as the vault holds it. */
export interface Remembered {
  readonly id: string;
  readonly kept: Kept;
}

const VERSION = 1;

/** The text for the vault. It holds keys: it goes nowhere else. */
export function packRemembered(all: readonly Remembered[]): string {
  return JSON.stringify({ version: VERSION, sessions: all });
}

/** What an earlier window left; nothing where the text is not ours or of another version. */
export function unpackRemembered(text: string | undefined): Remembered[] {
  if (text === undefined) return [];
  try {
    // Written by `packRemembered`, in a place that only this extension can write to.
    const data = JSON.parse(text, reviveDates) as { version?: unknown; sessions?: Remembered[] } | null;
    return data?.version === VERSION && Array.isArray(data.sessions) ? data.sessions.filter(isWhole) : [];
  } catch {
    return [];
  }
}

/** `expiration` of a role is text on both sides; `began` and the credentials' end are dates. */
function reviveDates(this: unknown, key: string, value: unknown): unknown {
  const isDate =
    key === "began" ||
    (key === "expiration" && typeof this === "object" && this !== null && "secretAccessKey" in this);
  return isDate && typeof value === "string" ? new Date(value) : value;
}

function isWhole({ id, kept }: Partial<Remembered>): boolean {
  return typeof id === "string" && kept?.began instanceof Date && typeof kept.about.sections === "string";
}
