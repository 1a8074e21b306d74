import type { Endpoint, Hop, Plan } from "./model.ts";

const words: ReadonlySet<string> = new Set<keyof Plan | keyof Hop | keyof Endpoint>([
  "differences",
  "from",
  "notes",
  "regionFrom",
  "urlFrom",
]);

/**
 * What a plan sends and where, as one text: equal for plans that make the same calls, whatever words they are told in.
 * A session is kept by it, and the user's word is asked for once.
 */
export function planCalls(plan: Plan): string {
  return JSON.stringify(plan, (key, value: unknown) => (words.has(key) ? undefined : value));
}
