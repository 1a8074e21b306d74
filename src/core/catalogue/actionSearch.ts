import type { ActionNames } from "./actionNames.ts";
import type { ActionName } from "./model.ts";
import { lowerBound, namesFrom } from "./sortedNames.ts";

/** A name that one or more services use for an action: `TagResource` is one name of hundreds of services. */
interface Name {
  readonly lower: string;
  /** The words of the name, lower case: `put`, `bucket`, `policy`. */
  readonly words: readonly string[];
  readonly owners: readonly { readonly names: ActionNames; readonly weight: number }[];
}

interface Match {
  readonly name: Name;
  readonly score: number;
}

/** More query text than this names nothing. */
const longestQuery = 64;

/**
 * Finds actions of all services by a part of their name: `PBP`, `putbucketpol`, `bucket policy`, `PutBuPol`. Candidates
 * come from indexes of words and of initials; only they are compared with the query. Built on first use.
 */
export class ActionSearch {
  readonly #names: Name[] = [];
  readonly #byName = new Map<string, number>();
  /** Distinct words of all names, sorted, and the names that have them. */
  readonly #words: readonly string[];
  readonly #byWord = new Map<string, number[]>();
  /** Distinct first letters of the words of a name in order, sorted, and the names that have them. */
  readonly #initials: readonly string[];
  readonly #byInitials = new Map<string, number[]>();
  /** Distinct first words, sorted; by first word and initial of a later word, the names that have both. */
  readonly #firstWords: readonly string[];
  readonly #byFirstWord = new Map<string, Map<string, number[]>>();

  constructor(services: Iterable<{ readonly names: ActionNames; readonly weight: number }>) {
    const byName = new Map<string, { name: string; owners: { names: ActionNames; weight: number }[] }>();
    for (const service of services) {
      for (const { name } of service.names.all()) {
        const lower = name.toLowerCase();
        const known = byName.get(lower);
        if (known === undefined) byName.set(lower, { name, owners: [service] });
        else known.owners.push(service);
      }
    }
    for (const [lower, { name, owners }] of byName) {
      const words = wordsOf(name);
      const position = this.#names.push({ lower, words, owners }) - 1;
      this.#byName.set(lower, position);
      const [first = ""] = words;
      for (const word of new Set(words)) add(this.#byWord, word, position);
      add(this.#byInitials, initialsOf(words), position);
      const later = this.#byFirstWord.get(first) ?? new Map<string, number[]>();
      for (const initial of new Set(words.slice(1).map((word) => word.charAt(0))))
        add(later, initial, position);
      this.#byFirstWord.set(first, later);
    }
    this.#words = [...this.#byWord.keys()].sort();
    this.#initials = [...this.#byInitials.keys()].sort();
    this.#firstWords = [...this.#byFirstWord.keys()].sort();
  }

  /** Best first. Actions of services that AWS managed policies name often come before others that match as well. */
  find(query: string, limit: number, only?: ActionNames): readonly ActionName[] {
    const parts = queryParts(query);
    const text = parts.join("");
    if (text === "" || text.length > longestQuery) return [];
    const best = new Map<number, number>();
    const offer = (position: number, score: number) => {
      if (score > (best.get(position) ?? 0)) best.set(position, score);
    };
    this.#offerInitials(text, offer);
    this.#offerRuns(text, offer);
    if (parts.length > 1) this.#offerWords(parts, offer);
    this.#offerAbbreviations(text, offer);

    const found: { readonly action: ActionName; readonly score: number; readonly weight: number }[] = [];
    for (const { name, score } of this.#ranked(best)) {
      for (const { names, weight } of name.owners) {
        if (only !== undefined && names !== only) continue;
        const action = names.find(name.lower);
        if (action !== undefined) found.push({ action, score, weight });
      }
    }
    // Within one kind of match a common service beats a short name.
    found.sort(
      (a, b) =>
        b.score - a.score ||
        b.weight - a.weight ||
        a.action.name.length - b.action.name.length ||
        order(a, b),
    );
    return found.slice(0, limit).map(({ action }) => action);
  }

  /** The actions that have exactly this name in any service, common services first. */
  named(name: string): readonly ActionName[] {
    const position = this.#byName.get(name.toLowerCase());
    const entry = position === undefined ? undefined : this.#names[position];
    return [...(entry?.owners ?? [])]
      .sort((a, b) => b.weight - a.weight)
      .flatMap(({ names }) => names.find(name) ?? []);
  }

  #ranked(best: ReadonlyMap<number, number>): Match[] {
    return [...best].flatMap(([position, score]) => {
      const name = this.#names[position];
      return name === undefined ? [] : [{ name, score }];
    });
  }

  /** `pbp`: the names whose initials begin so. */
  #offerInitials(text: string, offer: (position: number, score: number) => void): void {
    for (const initials of namesFrom(this.#initials, text)) {
      const score = initials === text ? 80 : 60;
      for (const position of this.#byInitials.get(initials) ?? []) offer(position, score);
    }
  }

  /** `bucketpol`: the names in which the text stands, from the beginning of a word on. */
  #offerRuns(text: string, offer: (position: number, score: number) => void): void {
    const offerWord = (word: string) => {
      for (const position of this.#byWord.get(word) ?? []) {
        const lower = this.#names[position]?.lower ?? "";
        if (lower === text) offer(position, 100);
        else if (lower.startsWith(text)) offer(position, 90);
        else if (this.#hasRun(position, text)) offer(position, 70);
      }
    };
    for (const word of namesFrom(this.#words, text)) offerWord(word);
    for (let end = 1; end < text.length; end++) offerWord(text.slice(0, end));
  }

  #hasRun(position: number, text: string): boolean {
    const words = this.#names[position]?.words ?? [];
    return words.some((_, index) => words.slice(index).join("").startsWith(text));
  }

  /** `put policy`, `PutPolicy`: the names with these words or their beginnings, in this order. */
  #offerWords(parts: readonly string[], offer: (position: number, score: number) => void): void {
    const counts = parts.map(
      (part) => lowerBound(this.#words, `${part}\uffff`) - lowerBound(this.#words, part),
    );
    const rarest = parts[counts.indexOf(Math.min(...counts))] ?? "";
    for (const word of namesFrom(this.#words, rarest)) {
      for (const position of this.#byWord.get(word) ?? []) {
        const words = this.#names[position]?.words ?? [];
        if (inOrder(parts, words)) offer(position, words[0]?.startsWith(parts[0] ?? "") === true ? 65 : 50);
      }
    }
  }

  /** `putbupol`, `pbpol`: beginnings of words in order, the first word among them. */
  #offerAbbreviations(text: string, offer: (position: number, score: number) => void): void {
    for (let end = 1; end < text.length; end++) {
      const next = text.charAt(end);
      for (const first of namesFrom(this.#firstWords, text.slice(0, end))) {
        for (const position of this.#byFirstWord.get(first)?.get(next) ?? []) {
          if (abbreviates(text, this.#names[position]?.words ?? [])) offer(position, 40);
        }
      }
    }
  }
}

/** Whether the text is made of beginnings of the words in order; words but the first may be left out. */
function abbreviates(text: string, words: readonly string[]): boolean {
  // Positions in the text that can be reached after the words so far.
  let reached = new Set<number>([0]);
  for (const [index, word] of words.entries()) {
    const next = index === 0 ? new Set<number>() : new Set(reached);
    for (const start of reached) {
      for (
        let length = 1;
        length <= word.length && text.charAt(start + length - 1) === word.charAt(length - 1);
        length++
      ) {
        next.add(start + length);
      }
    }
    if (next.has(text.length)) return true;
    if (next.size === 0) return false;
    reached = next;
  }
  return false;
}

function inOrder(parts: readonly string[], words: readonly string[]): boolean {
  let at = 0;
  for (const word of words) if (word.startsWith(parts[at] ?? "\uffff")) at++;
  return at === parts.length;
}

/** `ListDBInstances` → list, db, instances. */
function wordsOf(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((word) => word.toLowerCase());
}

function initialsOf(words: readonly string[]): string {
  return words.map((word) => word.charAt(0)).join("");
}

/** The words of a query. Capitals separate words only beside small letters: `PBP` is one word. */
function queryParts(query: string): string[] {
  return query
    .split(/[^A-Za-z0-9]+/)
    .flatMap((part) => (/[a-z]/.test(part) ? wordsOf(part) : part === "" ? [] : [part.toLowerCase()]));
}

function order(a: { readonly action: ActionName }, b: { readonly action: ActionName }): number {
  return `${a.action.service}:${a.action.name}` < `${b.action.service}:${b.action.name}` ? -1 : 1;
}

function add(map: Map<string, number[]>, key: string, position: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [position]);
  else known.push(position);
}
