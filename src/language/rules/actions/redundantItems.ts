/** Positions of the values that another one covers, with the position of that one. Of equal values the first stays. */
export function redundantItems(
  values: readonly string[],
  covers: (wider: string, narrower: string) => boolean,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const wide = [...values.entries()].filter(([, value]) => value.includes("*") || value.includes("?"));
  const first = new Map<string, number>();
  for (const [index, value] of values.entries()) {
    const same = first.get(value);
    if (same !== undefined) {
      found.set(index, same);
      continue;
    }
    first.set(value, index);
    const by = wide.find(
      ([position, wider]) =>
        position !== index && wider !== value && !found.has(position) && covers(wider, value),
    );
    // Two patterns that cover each other mean the same: the first stays.
    if (by !== undefined && !(covers(value, by[1]) && index < by[0])) found.set(index, by[0]);
  }
  return found;
}
