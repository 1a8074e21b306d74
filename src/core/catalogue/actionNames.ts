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
  readonly #service: string;
  readonly #levels: string;
  #packed: string | undefined;
  #names: readonly string[] = [];
  #lower: readonly string[] = [];
  #positions: ReadonlyMap<string, number> = new Map();
  #actions: readonly ActionName[] | undefined;

  /** `packed` has the names sorted without case and separated by spaces; `levels` has one letter for each. */
  constructor(service: string, packed: string, levelLetters: string) {
    this.#service = service;
    this.#packed = packed;
    this.#levels = levelLetters;
  }

  get count(): number {
    return this.#levels.length;
  }

  /** Position of an action among the service's actions; case does not matter. */
  position(name: string): number | undefined {
    this.#unpack();
    return this.#positions.get(name.toLowerCase());
  }

  find(name: string): ActionName | undefined {
    const position = this.position(name);
    return position === undefined ? undefined : this.all()[position];
  }

  /** Sorted without case. */
  all(): readonly ActionName[] {
    this.#unpack();
    this.#actions ??= this.#names.map((name, position) => ({
      service: this.#service,
      name,
      accessLevels: levels[this.#levels.charAt(position)] ?? ["Write"],
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
    const found: ActionName[] = [];
    for (let i = lowerBound(this.#lower, head); i < this.#lower.length; i++) {
      const name = this.#lower[i] ?? "";
      if (!name.startsWith(head)) break;
      const action = all[i];
      if (action !== undefined && matches(name)) found.push(action);
    }
    return found;
  }

  #unpack(): void {
    if (this.#packed === undefined) return;
    this.#names = this.#packed.split(" ");
    this.#lower = this.#names.map((name) => name.toLowerCase());
    this.#positions = new Map(this.#lower.map((name, position) => [name, position]));
    this.#packed = undefined;
  }
}
