import type { ActionNames } from "./actionNames.ts";
import type { ActionName, ServiceSummary } from "./model.ts";
import { lowerBound, namesFrom } from "./sortedNames.ts";

/** One action of one service. Entries are ranked: the more common an action, the earlier it stands. */
interface Entry {
  readonly names: ActionNames;
  readonly position: number;
  readonly name: NameFacts;
}

/** What follows from a name; many services have actions of one name and share it. */
interface NameFacts {
  readonly lower: string;
  /** The words of the name, lower case: `put`, `bucket`, `policy`. */
  readonly words: readonly string[];
  /** `pbp` */
  readonly initials: string;
  /** Which letters the name has, one bit each: most names are ruled out by them. */
  readonly letters: number;
}

/** A service whose actions are searched. */
export interface SearchedService {
  readonly summary: Pick<ServiceSummary, "weight">;
  readonly names: ActionNames;
}

/** More query text than this names nothing. */
const longestQuery = 64;

/** How well a name matches; entries that match equally well stay in their rank. */
const score = {
  name: 9,
  beginning: 8,
  initials: 7,
  run: 6,
  wordsFromFirst: 5,
  initialsBeginning: 4,
  words: 3,
  abbreviation: 2,
} as const;

/**
 * Finds actions of one or more services by a part of their name: `PBP`, `putbucketpol`, `bucket policy`, `PutBuPol`.
 * Candidates come from an index of words and one of first letters; only they are compared with the query.
 */
export class ActionSearch {
  readonly #entries: Entry[] = [];
  /** Distinct words of all names, sorted, and the entries that have them. */
  readonly #words: readonly string[];
  readonly #byWord = new Map<string, number[]>();
  readonly #byFirstLetter = new Map<string, number[]>();

  constructor(services: readonly SearchedService[]) {
    const known = new Map<string, { readonly facts: NameFacts; readonly lists: readonly number[][] }>();
    for (const { names, position } of ranked(services)) {
      const name = names.names[position] ?? "";
      let shared = known.get(name);
      if (shared === undefined) {
        const facts = nameFacts(name);
        const lists = [...new Set(facts.words)].map((word) => listOf(this.#byWord, word));
        lists.push(listOf(this.#byFirstLetter, facts.lower.charAt(0)));
        shared = { facts, lists };
        known.set(name, shared);
      }
      const entry = this.#entries.push({ names, position, name: shared.facts }) - 1;
      for (const list of shared.lists) list.push(entry);
    }
    this.#words = [...this.#byWord.keys()].sort();
  }

  /** Best first, then those that AWS managed policies name most. */
  find(query: string, limit: number): readonly ActionName[] {
    const parts = queryParts(query);
    const text = parts.join("");
    if (text === "" || text.length > longestQuery) return [];
    const best = new Map<number, number>();
    const offer: Offer = (entry, points) => {
      if (points > (best.get(entry) ?? 0)) best.set(entry, points);
    };
    this.#offerInitials(text, offer);
    this.#offerRuns(text, offer);
    if (parts.length > 1) this.#offerWords(parts, offer);
    // What is left can only come after all of these.
    if (best.size < limit) this.#addAbbreviations(text, limit, best);

    return firstOf(best, limit).flatMap((entry) => this.#action(entry) ?? []);
  }

  #action(entry: number): ActionName | undefined {
    const found = this.#entries[entry];
    return found?.names.all()[found.position];
  }

  /** `pbp`: the names whose initials begin so. */
  #offerInitials(text: string, offer: Offer): void {
    for (const entry of this.#byFirstLetter.get(text.charAt(0)) ?? []) {
      const initials = this.#entries[entry]?.name.initials ?? "";
      if (!initials.startsWith(text)) continue;
      offer(entry, initials.length === text.length ? score.initials : score.initialsBeginning);
    }
  }

  /** `bucketpol`: the names in which the text stands, from the beginning of a word on. */
  #offerRuns(text: string, offer: Offer): void {
    const offerWord = (word: string, certain: boolean) => {
      for (const entry of this.#byWord.get(word) ?? []) {
        const found = this.#entries[entry]?.name;
        if (found === undefined) continue;
        if (found.lower.startsWith(text)) {
          offer(entry, found.lower.length === text.length ? score.name : score.beginning);
        } else if (certain || hasRun(found, text)) offer(entry, score.run);
      }
    };
    for (const word of namesFrom(this.#words, text)) offerWord(word, true);
    for (let end = 1; end < text.length; end++) offerWord(text.slice(0, end), false);
  }

  /** `put policy`, `PutPolicy`: the names with these words or their beginnings, in this order. */
  #offerWords(parts: readonly string[], offer: Offer): void {
    const counts = parts.map(
      (part) => lowerBound(this.#words, `${part}\uffff`) - lowerBound(this.#words, part),
    );
    const rarest = parts[counts.indexOf(Math.min(...counts))] ?? "";
    for (const word of namesFrom(this.#words, rarest)) {
      for (const entry of this.#byWord.get(word) ?? []) {
        const words = this.#entries[entry]?.name.words ?? [];
        if (!inOrder(parts, words)) continue;
        offer(entry, words[0]?.startsWith(parts[0] ?? "") === true ? score.wordsFromFirst : score.words);
      }
    }
  }

  /** `putbupol`, `pbpol`: beginnings of words in order, the first word among them. Stops when there are enough. */
  #addAbbreviations(text: string, limit: number, best: Map<number, number>): void {
    const letters = lettersOf(text);
    for (const entry of this.#byFirstLetter.get(text.charAt(0)) ?? []) {
      const found = this.#entries[entry]?.name;
      if (found === undefined || best.has(entry)) continue;
      if ((letters & ~found.letters) !== 0 || !abbreviates(text, found.words)) continue;
      best.set(entry, score.abbreviation);
      if (best.size >= limit) return;
    }
  }
}

type Offer = (entry: number, points: number) => void;

/** All actions, the most common first; equally common ones by length, service and name. */
function ranked(
  services: readonly SearchedService[],
): readonly { readonly names: ActionNames; readonly position: number }[] {
  const actions = services.flatMap(({ names, summary }) =>
    names.names.map((name, position) => ({ names, position, weight: summary.weight, length: name.length })),
  );
  // One number for each action sorts ten times faster than a comparison of objects.
  const size = actions.length;
  const keys = new Float64Array(size);
  actions.forEach(({ names, position, weight, length }, index) => {
    const uncommon = (9 - names.useAt(position)) * 4096 + (4095 - Math.min(weight, 4095));
    keys[index] = (uncommon * 256 + Math.min(length, 255)) * size + index;
  });
  return Array.from(keys.sort(), (key) => actions[key % size]).filter((action) => action !== undefined);
}

/** Entries with most points first, those with equal points in their rank. */
function firstOf(best: ReadonlyMap<number, number>, limit: number): number[] {
  const byPoints: number[][] = [];
  for (const [entry, points] of best) (byPoints[points] ??= []).push(entry);
  const first: number[] = [];
  for (let points = byPoints.length - 1; points >= 0 && first.length < limit; points--) {
    const equal = byPoints[points];
    if (equal !== undefined)
      first.push(
        ...Uint32Array.from(equal)
          .sort()
          .subarray(0, limit - first.length),
      );
  }
  return first;
}

function hasRun({ lower, words }: NameFacts, text: string): boolean {
  if (!lower.includes(text)) return false;
  let at = 0;
  return words.some((word) => {
    at = lower.indexOf(word, at);
    const found = lower.startsWith(text, at);
    at += word.length;
    return found;
  });
}

/** Whether the text is made of beginnings of the words in order; words but the first may be left out. */
function abbreviates(text: string, words: readonly string[]): boolean {
  const from = (at: number, next: number): boolean => {
    if (at === text.length) return true;
    for (let index = next; index < words.length; index++) {
      const word = words[index] ?? "";
      for (
        let length = 1;
        text.charAt(at + length - 1) === word.charAt(length - 1) && length <= word.length;
        length++
      ) {
        if (from(at + length, index + 1)) return true;
      }
      if (next === 0) return false;
    }
    return false;
  };
  return from(0, 0);
}

function inOrder(parts: readonly string[], words: readonly string[]): boolean {
  let at = 0;
  for (const word of words) {
    const part = parts[at];
    if (part === undefined) break;
    if (word.startsWith(part)) at++;
  }
  return at === parts.length;
}

/** `ListDBInstances` → list, db, instances. */
function wordsOf(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((word) => word.toLowerCase());
}

function nameFacts(name: string): NameFacts {
  const words = wordsOf(name);
  const lower = name.toLowerCase();
  let initials = "";
  for (const word of words) initials += word.charAt(0);
  return { lower, words, initials, letters: lettersOf(lower) };
}

function lettersOf(lower: string): number {
  let letters = 0;
  for (let i = 0; i < lower.length; i++) letters |= 1 << (lower.charCodeAt(i) - 97);
  return letters;
}

/** The words of a query. Capitals separate words only beside small letters: `PBP` is one word. */
function queryParts(query: string): string[] {
  return query
    .split(/[^A-Za-z0-9]+/)
    .flatMap((part) => (/[a-z]/.test(part) ? wordsOf(part) : part === "" ? [] : [part.toLowerCase()]));
}

function listOf(lists: Map<string, number[]>, key: string): number[] {
  let list = lists.get(key);
  if (list === undefined) {
    list = [];
    lists.set(key, list);
  }
  return list;
}
