import { findPlaceholders } from "../placeholder.ts";
import { fillPolicy } from "../policy/fillPolicy.ts";
import type { Policy } from "../policy/model.ts";
import { parsePolicy } from "../policy/parse.ts";

/** How many texts make a generation; a keystroke makes a new one. What two generations did not ask for is forgotten. */
const generation = 256;

interface Entry {
  readonly policy: Policy;
  /** Names of the placeholders in the text. */
  readonly placeholders: readonly string[];
  /** By the values of those placeholders. */
  readonly filled: Map<string, Policy>;
}

/**
 * Policies by their text: equal texts with equal values of their placeholders are one `Policy` object, which the
 * decision engine makes ready only once. Role configs share what they share.
 */
export class PolicyLibrary {
  #young = new Map<string, Entry>();
  #old: ReadonlyMap<string, Entry> = new Map();

  policy(text: string, values: Readonly<Record<string, string>>): Policy {
    const entry = this.#entry(text);
    if (entry.placeholders.length === 0) return entry.policy;
    const key = entry.placeholders
      .map((name) => (Object.hasOwn(values, name) ? JSON.stringify(values[name]) : ""))
      .join();
    let filled = entry.filled.get(key);
    if (filled === undefined) {
      filled = fillPolicy(entry.policy, values);
      entry.filled.set(key, filled);
    }
    return filled;
  }

  #entry(text: string): Entry {
    const young = this.#young.get(text);
    if (young !== undefined) return young;
    const entry = this.#old.get(text) ?? read(text);
    if (this.#young.size >= generation) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(text, entry);
    return entry;
  }
}

function read(text: string): Entry {
  const placeholders = [...new Set(findPlaceholders(text).map(({ name }) => name))];
  return { policy: parsePolicy(text), placeholders, filled: new Map<string, Policy>() };
}
