import { spanContains, type Span } from "../text/span.ts";
import type { BucketCandidate, RoleCandidate } from "./model.ts";

/** A candidate with the stretches of the document that speak for it, the closest first. */
export interface Found<T> {
  readonly candidate: T;
  readonly around: readonly Span[];
}

/** The candidates with the one at the cursor first, then in the order found; equal ones once. */
export function ranked<T>(found: readonly Found<T>[], offset: number, keyOf: (candidate: T) => string): T[] {
  const distance = ({ around }: Found<T>) => {
    const hit = around.findIndex((span) => spanContains(span, offset));
    return hit === -1 ? Number.POSITIVE_INFINITY : hit;
  };
  const sorted = found
    .map((entry) => ({ entry, distance: distance(entry) }))
    .sort((a, b) => (a.distance === b.distance ? 0 : a.distance - b.distance))
    .map(({ entry }) => entry.candidate);
  const byKey = new Map<string, T>();
  for (const candidate of sorted) {
    const key = keyOf(candidate);
    if (!byKey.has(key)) byKey.set(key, candidate);
  }
  return [...byKey.values()];
}

/** Two chains are equal when they would send the same. */
export function roleKey({ hops }: RoleCandidate): string {
  return JSON.stringify(hops);
}

export function bucketKey({ bucket, prefix }: BucketCandidate): string {
  return `${bucket}/${prefix}`;
}
