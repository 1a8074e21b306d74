import { patternMatcher, wildcardsOf } from "../evaluate/pattern.ts";
import type { AccessLevel, ActionName } from "./model.ts";
import { lowerBound, literalHead } from "./sortedNames.ts";

const levels: Readonly<Record<string, readonly AccessLevel[]>> = {
  L: ["List"],
  R: ["Read"],
  W: ["Write"],
  T: ["Tagging", "Write"],
  P: ["Permissions management", "Write"],
};

/** The names of one service's actions, cut apart and hashed when they are first asked for. */
export class ActionNames {
  readonly service: string;
  readonly #levels: string;
  readonly #uses: string;
  readonly #packed: string;
  #names: readonly string[] | undefined;
  #lower: readonly string[] | undefined;
  #positions: ReadonlyMap<string, number> | undefined;
  #actions: readonly ActionName[] | undefined;

  /** `packed` has the names sorted without case and separated by spaces; the others one character for each. */
  constructor(service: string, packed: string, levelLetters: string, useDigits: string) {
    this.service = service;
    this.#packed = packed;
    this.#levels = levelLetters;
    this.#uses = useDigits;
  }

  get count(): number {
    return this.#levels.length;
  }

  /** As AWS writes them, sorted without case. */
  get names(): readonly string[] {
    this.#names ??= this.#packed.split(" ");
    return this.#names;
  }

  /** 0 to 9: how often AWS managed policies name the action at a position. */
  useAt(position: number): number {
    return this.#uses.charCodeAt(position) - 48;
  }

  /** Position of an action among the service's actions; case does not matter. */
  position(name: string): number | undefined {
    this.#positions ??= new Map(this.#lowerNames().map((lower, position) => [lower, position]));
    return this.#positions.get(name.toLowerCase());
  }

  find(name: string): ActionName | undefined {
    const position = this.position(name);
    return position === undefined ? undefined : this.all()[position];
  }

  /** Sorted without case. */
  all(): readonly ActionName[] {
    this.#actions ??= this.names.map((name, position) => ({
      service: this.service,
      name,
      accessLevels: levels[this.#levels.charAt(position)] ?? ["Write"],
      use: this.useAt(position),
    }));
    return this.#actions;
  }

  /** The actions that a name with wildcards covers; only those that begin like it are looked at. */
  matching(pattern: string): readonly ActionName[] {
    const lower = pattern.toLowerCase();
    const head = literalHead(lower);
    if (head === lower) {
      const found = this.find(lower);
      return found === undefined ? [] : [found];
    }
    const all = this.all();
    if (lower === "*") return all;
    const matches = patternMatcher(wildcardsOf(lower));
    const names = this.#lowerNames();
    const found: ActionName[] = [];
    for (let i = lowerBound(names, head); i < names.length; i++) {
      const name = names[i] ?? "";
      if (!name.startsWith(head)) break;
      const action = all[i];
      if (action !== undefined && matches(name)) found.push(action);
    }
    return found;
  }

  #lowerNames(): readonly string[] {
    this.#lower ??= this.names.map((name) => name.toLowerCase());
    return this.#lower;
  }
}
