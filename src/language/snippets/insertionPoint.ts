import { createScanner } from "jsonc-parser";
import type { Span } from "../../core/text/span.ts";

/** A place of a JSON document where a whole value can be put in. */
export interface InsertionPoint {
  /** The array that the value becomes an element of; undefined for the document itself. */
  readonly array: string | undefined;
  /** What is replaced: the word being typed, empty where none is. Never more than a word. */
  readonly word: Span;
  /** The caret is inside an empty object, so that only the members are to be put in. */
  readonly insideBraces: boolean;
  /** Where a comma is missing behind the value before. */
  readonly commaAt: number | undefined;
  /** A value follows, so that a comma has to. */
  readonly commaAfter: boolean;
}

/** The parser's own names are an ambient const enum, which cannot be imported one file at a time. */
const token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  blank: 15,
  unknown: 16,
  endOfText: 17,
} as const;
/** Its scan errors, likewise. */
const unendedComment = 1;
const unendedString = 2;

interface Token {
  readonly kind: number;
  readonly start: number;
  readonly end: number;
}

interface Container {
  readonly kind: "object" | "array";
  /** The member whose value it is. */
  readonly name: string | undefined;
  /** The token before its bracket. */
  readonly before: Token | undefined;
}

/**
 * The insertion point at a caret: an empty document, its empty root object, an element of an array that is a member of
 * the root, or an empty object as such an element. Undefined everywhere else, in strings and comments too. Half-typed
 * text is normal input.
 */
export function insertionPoint(text: string, offset: number): InsertionPoint | undefined {
  const read = readTo(text, offset);
  if (read === undefined) return undefined;
  const { containers, before, word, after } = read;
  const [root, array, element, ...deeper] = containers;
  if (deeper.length > 0) return undefined;
  const emptyObject =
    before?.kind === token.openBrace && (after === undefined || after.kind === token.closeBrace);

  if (root === undefined) {
    const empty = before === undefined && after === undefined;
    return empty
      ? { array: undefined, word, insideBraces: false, commaAt: undefined, commaAfter: false }
      : undefined;
  }
  if (root.kind !== "object") return undefined;
  if (array === undefined) {
    return emptyObject
      ? { array: undefined, word, insideBraces: true, commaAt: undefined, commaAfter: false }
      : undefined;
  }
  if (array.kind !== "array" || array.name === undefined) return undefined;
  if (element === undefined) {
    return {
      array: array.name,
      word,
      insideBraces: false,
      commaAt: commaNeededBehind(before),
      commaAfter: startsValue(after),
    };
  }
  if (element.kind !== "object" || !emptyObject) return undefined;
  return {
    array: array.name,
    word,
    insideBraces: true,
    commaAt: commaNeededBehind(element.before),
    // The closing brace stays where it is: a comma would have to stand behind it, and is the user's.
    commaAfter: false,
  };
}

/** Reads up to the caret; undefined inside a string or a comment. `after` holds the token behind the caret. */
function readTo(
  text: string,
  offset: number,
):
  | {
      readonly containers: readonly Container[];
      readonly before: Token | undefined;
      readonly word: Span;
      readonly after: Token | undefined;
    }
  | undefined {
  const scanner = createScanner(text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text, false);
  const containers: Container[] = [];
  let before: Token | undefined;
  let lastString: string | undefined;
  let name: string | undefined;
  let word: Span = { start: offset, end: offset };
  for (;;) {
    const kind: number = scanner.scan();
    const start = scanner.getTokenOffset();
    const current: Token = { kind, start, end: start + scanner.getTokenLength() };
    if (kind === token.endOfText) return { containers, before, word, after: undefined };
    if (start < offset && isInside(current, scanner.getTokenError(), offset)) return undefined;
    if (isTrivia(kind)) continue;
    if (isWord(kind) && start <= offset && offset <= current.end) {
      word = { start, end: current.end };
      continue;
    }
    if (start >= offset) return { containers, before, word, after: current };
    switch (kind) {
      case token.openBrace:
      case token.openBracket:
        containers.push({ kind: kind === token.openBrace ? "object" : "array", name, before });
        name = undefined;
        break;
      case token.closeBrace:
      case token.closeBracket:
        containers.pop();
        break;
      case token.string:
        lastString = scanner.getTokenValue();
        break;
      case token.colon:
        name = lastString;
        break;
      case token.comma:
        name = undefined;
        break;
      default:
        break;
    }
    before = current;
  }
}

/** True where the caret is inside a string or a comment; at the end of an unended one too, since it goes on. */
function isInside({ kind, end }: Token, error: number, offset: number): boolean {
  switch (kind) {
    case token.string:
      return offset < end || (error === unendedString && offset === end);
    case token.blockComment:
      return offset < end || (error === unendedComment && offset === end);
    case token.lineComment:
      return offset <= end;
    default:
      return false;
  }
}

function isTrivia(kind: number): boolean {
  return (
    kind === token.blank ||
    kind === token.lineBreak ||
    kind === token.lineComment ||
    kind === token.blockComment
  );
}

function isWord(kind: number): boolean {
  return kind === token.unknown || kind === token.true || kind === token.false || kind === token.null;
}

function commaNeededBehind(before: Token | undefined): number | undefined {
  const endsValue =
    before !== undefined &&
    before.kind !== token.openBracket &&
    before.kind !== token.comma &&
    before.kind !== token.colon;
  return endsValue ? before.end : undefined;
}

function startsValue(after: Token | undefined): boolean {
  return (
    after !== undefined &&
    after.kind !== token.closeBracket &&
    after.kind !== token.closeBrace &&
    after.kind !== token.comma
  );
}
