/**
 * Finds known names that are close to a mistyped one. Names are kept by length, so that only those whose length lets
 * them be near are compared, and a comparison stops once it is too far.
 */
export class NearNames<T> {
  readonly #byLength = new Map<number, { readonly name: string; readonly value: T }[]>();

  constructor(entries: Iterable<readonly [name: string, value: T]>) {
    for (const [name, value] of entries) {
      const sameLength = this.#byLength.get(name.length);
      const entry = { name: name.toLowerCase(), value };
      if (sameLength === undefined) this.#byLength.set(name.length, [entry]);
      else sameLength.push(entry);
    }
  }

  /** Nearest first. A name of up to 3 characters allows one edit, one of up to 8 two, a longer one three. */
  nearest(name: string, limit: number): readonly T[] {
    const wanted = name.toLowerCase();
    const most = wanted.length <= 3 ? 1 : wanted.length <= 8 ? 2 : 3;
    const found: { readonly distance: number; readonly value: T }[] = [];
    for (let length = wanted.length - most; length <= wanted.length + most; length++) {
      for (const entry of this.#byLength.get(length) ?? []) {
        const distance = editDistance(wanted, entry.name, most);
        if (distance <= most) found.push({ distance, value: entry.value });
      }
    }
    return found
      .sort((a, b) => a.distance - b.distance)
      .slice(0, limit)
      .map(({ value }) => value);
  }
}

/**
 * Inserted, deleted, replaced and swapped characters between two texts; any number above `most` where there are more
 * than that. Only the diagonal band that can stay within `most` is computed.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  const far = most + 1;
  const width = b.length + 1;
  let beforeLast = new Array<number>(width).fill(far);
  let last = Array.from({ length: width }, (_, j) => (j <= most ? j : far));
  for (let i = 1; i <= a.length; i++) {
    const row = new Array<number>(width).fill(far);
    if (i <= most) row[0] = i;
    let best = row[0] ?? far;
    for (let j = Math.max(1, i - most); j <= Math.min(b.length, i + most); j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min(
        (last[j] ?? far) + 1,
        (row[j - 1] ?? far) + 1,
        (last[j - 1] ?? far) + (same ? 0 : 1),
      );
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      ) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? far) + 1);
      }
      row[j] = cost;
      best = Math.min(best, cost);
    }
    if (best > most) return far;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? far;
}
