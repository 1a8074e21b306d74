/** So many comparisons show what a list of any real length has; nobody waits for the rest of one of thousands. */
const mostComparisons = 100_000;

interface Wide {
  readonly position: number;
  readonly value: string;
}

/** Positions of the values that another one covers, with the position of that one. Of equal values the first stays. */
export function redundantItems(
  values: readonly string[],
  covers: (wider: string, narrower: string) => boolean,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  if (values.length < 2) return found;
  const wide = byLiteralStart(values);
  const first = new Map<string, number>();
  let comparisons = 0;
  for (const [index, value] of values.entries()) {
    const same = first.get(value);
    if (same !== undefined) {
      found.set(index, same);
      continue;
    }
    first.set(value, index);
    if (comparisons > mostComparisons) continue;
    const candidates = wide.candidates(value);
    comparisons += candidates.length;
    const by = candidates.find(
      ({ position, value: wider }) =>
        position !== index && wider !== value && !found.has(position) && covers(wider, value),
    );
    // Two patterns that cover each other mean the same: the first stays.
    if (by !== undefined && !(covers(value, by.value) && index < by.position)) found.set(index, by.position);
  }
  return found;
}

/** The patterns by what stands before their first wildcard: a value that one of them covers begins with that. */
function byLiteralStart(values: readonly string[]): { candidates(value: string): readonly Wide[] } {
  const groups = new Map<string, Wide[]>();
  const lengths = new Set<number>();
  for (const [position, value] of values.entries()) {
    const length = value.search(/[*?]/);
    if (length === -1) continue;
    const start = value.slice(0, length);
    lengths.add(length);
    const group = groups.get(start);
    if (group === undefined) groups.set(start, [{ position, value }]);
    else group.push({ position, value });
  }
  return {
    candidates: (value) =>
      [...lengths]
        .flatMap((length) => (length > value.length ? [] : (groups.get(value.slice(0, length)) ?? [])))
        .sort((a, b) => a.position - b.position),
  };
}
