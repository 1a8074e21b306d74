import { patternMatcher, wildcardsOf } from "../evaluate/pattern.ts";

interface Template<T> {
  readonly value: T;
  readonly matches: (key: string) => boolean;
}

/**
 * Condition keys by name, without case. A key with a part that the user fills, such as `aws:RequestTag/${TagKey}`, is
 * found by the text before that part: a lookup tries only the places in the key where such a part can begin.
 */
export class KeyTable<T> {
  readonly #exact = new Map<string, T>();
  readonly #templates = new Map<string, Template<T>[]>();

  constructor(entries: Iterable<readonly [key: string, value: T]>) {
    for (const [key, value] of entries) {
      const lower = key.toLowerCase();
      this.#exact.set(lower, value);
      const hole = lower.indexOf("${");
      if (hole === -1) continue;
      const head = lower.slice(0, hole);
      const matches = patternMatcher(wildcardsOf(lower.replace(/\$\{[^}]*\}/g, "?*")));
      const sameHead = this.#templates.get(head);
      if (sameHead === undefined) this.#templates.set(head, [{ value, matches }]);
      else sameHead.push({ value, matches });
    }
  }

  find(key: string): T | undefined {
    const lower = key.toLowerCase();
    const exact = this.#exact.get(lower);
    if (exact !== undefined || this.#templates.size === 0) return exact;
    for (let at = 1; at < lower.length; at++) {
      if (!"/:.-".includes(lower.charAt(at - 1))) continue;
      const templates = this.#templates.get(lower.slice(0, at));
      const found = templates?.find(({ matches }) => matches(lower));
      if (found !== undefined) return found.value;
    }
    return undefined;
  }

  /** The key whose filled part is still missing: for `aws:RequestTag` and `aws:RequestTag/`. */
  unfinished(key: string): T | undefined {
    const lower = key.toLowerCase();
    return (this.#templates.get(lower) ??
      this.#templates.get(`${lower}/`) ??
      this.#templates.get(`${lower}:`))?.[0]?.value;
  }
}
