import type { Span } from "../../core/text/span.ts";

/** A string as written. A name or a value; `closed` is false where the closing quote is missing. */
export interface JsonString extends Span {
  readonly type: "string";
  readonly closed: boolean;
  /** Without quotes, escapes resolved. */
  readonly value: string;
}

/** Text without quotes: a number, `true`, or a word that is being typed. */
export interface JsonWord extends Span {
  readonly type: "word";
  readonly value: string;
}

export interface JsonMember {
  readonly name: JsonString | JsonWord;
  /** Offset of the colon, where there is one. */
  colon?: number;
  value?: JsonNode;
}

export interface JsonObject {
  readonly type: "object";
  readonly start: number;
  end: number;
  /** False where the closing bracket is missing. */
  closed: boolean;
  readonly members: JsonMember[];
  /** Offsets of the commas between its members. */
  readonly commas: number[];
}

export interface JsonArray {
  readonly type: "array";
  readonly start: number;
  end: number;
  closed: boolean;
  readonly items: JsonNode[];
  readonly commas: number[];
}

export type JsonContainer = JsonObject | JsonArray;
export type JsonNode = JsonContainer | JsonString | JsonWord;

export interface JsonTree {
  /** One in a document that is in order. */
  readonly roots: readonly JsonNode[];
  readonly comments: readonly Span[];
}

/**
 * Reads JSON that is being typed. Where a parser for finished documents skips what follows a mistake, this one takes
 * the reading under which most of the rest stays in place: a missing quote ends with its line, a name inside an array
 * or a brace inside a statement means that something before was not closed. Comments are accepted. Never throws; the
 * work is linear in the text and the depth is not limited by the stack.
 */
export function readJsonTree(text: string): JsonTree {
  return new TreeReader(text).read();
}

class TreeReader {
  readonly #text: string;
  readonly #roots: JsonNode[] = [];
  readonly #comments: Span[] = [];
  readonly #open: JsonContainer[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): JsonTree {
    const text = this.#text;
    for (;;) {
      this.#skipBlank();
      const start = this.#at;
      if (start >= text.length) return { roots: this.#roots, comments: this.#comments };
      switch (text.charCodeAt(start)) {
        case 0x7b:
          this.#at++;
          this.#openContainer({
            type: "object",
            start,
            end: text.length,
            closed: false,
            members: [],
            commas: [],
          });
          break;
        case 0x5b:
          this.#at++;
          this.#openContainer({
            type: "array",
            start,
            end: text.length,
            closed: false,
            items: [],
            commas: [],
          });
          break;
        case 0x7d:
          this.#close("object", start);
          this.#at++;
          break;
        case 0x5d:
          this.#close("array", start);
          this.#at++;
          break;
        case 0x2c:
          this.#open.at(-1)?.commas.push(start);
          this.#at++;
          break;
        case 0x3a:
          this.#colon(start);
          this.#at++;
          break;
        case 0x22:
          this.#scalar(this.#string());
          break;
        default:
          this.#scalar(this.#word());
      }
    }
  }

  #openContainer(node: JsonContainer): void {
    const parent = this.#open.at(-1);
    // A brace where a name belongs: the statement before it was not closed.
    if (parent?.type === "object" && node.type === "object" && waitingMember(parent) === undefined) {
      const array = this.#open.findLastIndex(({ type }) => type === "array");
      if (array !== -1) this.#closeDownTo(array + 1, node.start);
    }
    this.#add(node);
    this.#open.push(node);
  }

  #add(node: JsonNode): void {
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#roots.push(node);
    else if (parent.type === "array") parent.items.push(node);
    else {
      const member = waitingMember(parent);
      if (member !== undefined) member.value = node;
      else {
        const name: JsonWord = { type: "word", start: node.start, end: node.start, value: "" };
        parent.members.push({ name, value: node });
      }
    }
  }

  #scalar(node: JsonString | JsonWord): void {
    const parent = this.#open.at(-1);
    if (parent?.type !== "object") {
      this.#add(node);
      return;
    }
    const member = waitingMember(parent);
    if (member?.colon === undefined || this.#colonFollows()) parent.members.push({ name: node });
    else member.value = node;
  }

  #colon(at: number): void {
    const parent = this.#open.at(-1);
    if (parent?.type === "object") {
      const member = parent.members.at(-1);
      if (member !== undefined && member.value === undefined) member.colon ??= at;
      return;
    }
    // A name inside an array: the array was not closed, and the name belongs to the object around it.
    const object = this.#open.at(-2);
    const name = parent?.items.at(-1);
    if (parent === undefined || object?.type !== "object" || name === undefined) return;
    if (name.type === "object" || name.type === "array" || commaBetween(parent, name.end, at)) return;
    parent.items.pop();
    this.#closeDownTo(this.#open.length - 1, name.start);
    object.members.push({ name, colon: at });
  }

  #close(type: JsonContainer["type"], at: number): void {
    const index = this.#open.findLastIndex((node) => node.type === type);
    const node = this.#open[index];
    if (node === undefined) return;
    // A bracket right behind a value of an object is a stray one; on its own it closes the array around the object.
    if (type === "array" && index < this.#open.length - 1 && !this.#startsLine(at)) return;
    this.#closeDownTo(index + 1, at);
    this.#open.pop();
    node.end = at + 1;
    node.closed = true;
  }

  #closeDownTo(depth: number, at: number): void {
    for (const node of this.#open.splice(depth)) node.end = at;
  }

  #startsLine(at: number): boolean {
    const before = this.#text.slice(this.#text.lastIndexOf("\n", at) + 1, at);
    return /^[\s\]}]*$/.test(before);
  }

  #string(): JsonString {
    const text = this.#text;
    const start = this.#at;
    let end = plainEnd(text, start + 1);
    const escaped = text.charCodeAt(end) === 0x5c;
    while (text.charCodeAt(end) === 0x5c) end = plainEnd(text, end + 2);
    end = Math.min(end, text.length);
    // A quote right before other text opens the next string: this one lacks its own.
    const closed = text.charCodeAt(end) === 0x22 && endsString(text.charAt(end + 1));
    if (!closed) {
      const name = waitsForValue(this.#open.at(-1)) ? undefined : nameLength(text.slice(start + 1, end + 1));
      end = start + 1 + (name ?? unclosedLength(text.slice(start + 1, end)));
    }
    this.#at = closed ? end + 1 : Math.max(end, start + 1);
    const raw = text.slice(start + 1, end);
    return { type: "string", start, end: this.#at, closed, value: escaped ? unescapeJson(raw) : raw };
  }

  /** A colon belongs to a word where something follows it at once (`s3:Get`), or nothing that could be a value. */
  #word(): JsonWord {
    const text = this.#text;
    const start = this.#at;
    const isValue = waitsForValue(this.#open.at(-1));
    let end = start;
    for (; end < text.length; end++) {
      const unit = text.charCodeAt(end);
      if (unit === 0x3a) {
        const next = text.charCodeAt(end + 1);
        if (!startsWord(next) && next !== 0x2a && !(isValue && end > start)) break;
      } else if (unit <= 0x20 || '",{}[]'.includes(text.charAt(end))) break;
    }
    this.#at = Math.max(end, start + 1);
    return { type: "word", start, end: this.#at, value: text.slice(start, this.#at) };
  }

  #colonFollows(): boolean {
    this.#skipBlank();
    return this.#text.charCodeAt(this.#at) === 0x3a;
  }

  #skipBlank(): void {
    const text = this.#text;
    for (; this.#at < text.length; this.#at++) {
      const unit = text.charCodeAt(this.#at);
      if (unit === 0x2f && (text[this.#at + 1] === "/" || text[this.#at + 1] === "*")) {
        const start = this.#at;
        const close = text[start + 1] === "/" ? "\n" : "*/";
        const found = text.indexOf(close, start + 2);
        const end = found === -1 ? text.length : found + (close === "\n" ? 0 : 2);
        this.#comments.push({ start, end });
        this.#at = end - 1;
      } else if (unit > 0x20 && unit !== 0xfeff) return;
    }
  }
}

/** The last member of an object, while it has no value and no comma says that it will stay without. */
function waitingMember(object: JsonObject): JsonMember | undefined {
  const member = object.members.at(-1);
  if (member === undefined || member.value !== undefined) return undefined;
  return (object.commas.at(-1) ?? -1) > member.name.end - 1 ? undefined : member;
}

function waitsForValue(container: JsonContainer | undefined): boolean {
  return container?.type === "object" ? waitingMember(container)?.colon !== undefined : true;
}

/** True when a comma of the container stands in this stretch. */
export function commaBetween(container: JsonContainer, start: number, end: number): boolean {
  const { commas } = container;
  // The commas are sorted; those near the end of the container are asked for most.
  for (let i = commas.length - 1; i >= 0; i--) {
    const comma = commas[i] ?? -1;
    if (comma < start) return false;
    if (comma < end) return true;
  }
  return false;
}

/** Whether a closing quote can stand before this character; empty at the end of the text. */
function endsString(next: string): boolean {
  return next === "" || next <= " " || ',:]}/"{['.includes(next);
}

function startsWord(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}

const plainText = /[^"\\\r\n]*/y;

/** Where a string that is read from here on meets a quote, a backslash or the end of its line. */
function plainEnd(text: string, start: number): number {
  plainText.lastIndex = start;
  plainText.test(text);
  return Math.max(start, plainText.lastIndex);
}

/** How much of the rest of a line belongs to a string without its closing quote: not what closes something else. */
function unclosedLength(rest: string): number {
  let length = rest.length;
  let braces = rest.split("{").length - rest.split("}").length;
  for (; length > 0; length--) {
    const last = rest.charAt(length - 1);
    if (last === "}" && braces < 0) braces++;
    else if (!/[\s,\]]/.test(last)) break;
  }
  return length;
}

/** How much of the rest of a line is a name without its closing quote, where a colon and a value follow. */
function nameLength(rest: string): number | undefined {
  return /^[\w:./-]*?(?=\s*:\s*["{[])/.exec(rest)?.[0].length;
}

function unescapeJson(raw: string): string {
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    // An escape that is being typed: the text as it stands.
    return raw;
  }
}

/** All strings that stand as values, in the order of the text. */
export function stringsIn({ roots }: JsonTree): JsonString[] {
  const found: JsonString[] = [];
  const open = [...roots].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "string") found.push(node);
    else if (node.type === "array") open.push(...[...node.items].reverse());
    else if (node.type === "object") open.push(...node.members.flatMap(({ value }) => value ?? []).reverse());
  }
  return found;
}
