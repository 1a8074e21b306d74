/** First position in a sorted list whose name is not before the wanted one. */
export function lowerBound(sorted: readonly string[], wanted: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** All names of a sorted list that begin so. */
export function namesFrom(sorted: readonly string[], head: string): readonly string[] {
  const from = lowerBound(sorted, head);
  return sorted.slice(from, head === "" ? undefined : lowerBound(sorted, `${head}\uffff`));
}

/** The part of a pattern before its first wildcard. */
export function literalHead(pattern: string): string {
  const wildcard = pattern.search(/[*?]/);
  return wildcard === -1 ? pattern : pattern.slice(0, wildcard);
}
