/** A session this near to its end is not used again, in milliseconds. */
export const NEAR_END = 5 * 60_000;

/** `ending`: it still works, and the next command makes a new one all the same. */
export type SessionPhase = "running" | "ending" | "ended";

/** `expiration` is ISO 8601. */
export function sessionPhase(expiration: string, now: Date): SessionPhase {
  const left = new Date(expiration).getTime() - now.getTime();
  if (left <= 0) return "ended";
  return left <= NEAR_END ? "ending" : "running";
}
