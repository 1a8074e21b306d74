import { parseTree, printParseErrorCode, type Node, type ParseError } from "jsonc-parser";
import type { Span } from "../text/span.ts";

export interface JsonSyntaxProblem {
  readonly message: string;
  readonly span: Span;
}

/** Deeper nesting than any document of ours has by far; the tree builder is recursive and must not run out of stack. */
const maxDepth = 200;

/**
 * Reads JSON text, comments and trailing commas included, into a tree with offsets. Never throws: half-typed text
 * gives what could be read, and a problem for each place that could not. An empty text has no root and no problem.
 */
export function parseJson(text: string): { root: Node | undefined; problems: JsonSyntaxProblem[] } {
  const tooDeep = depthExceededAt(text);
  if (tooDeep !== undefined) {
    return {
      root: undefined,
      problems: [
        {
          message: `JSON: nested more than ${maxDepth} levels deep.`,
          span: { start: tooDeep, end: tooDeep + 1 },
        },
      ],
    };
  }
  const errors: ParseError[] = [];
  // A byte order mark is no JSON; a space in its place keeps every offset.
  const readable = text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
  const root = parseTree(readable, errors, { allowTrailingComma: true, allowEmptyContent: true });
  return {
    root,
    problems: errors.map((error) => ({
      message: `JSON: ${words(printParseErrorCode(error.error))}.`,
      span: { start: error.offset, end: error.offset + error.length },
    })),
  };
}

/** `CommaExpected` → `comma expected`. */
function words(code: string): string {
  return code.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

/** Counts brackets outside strings and comments, as the tree builder's scanner sees them. */
function depthExceededAt(text: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x22: // a string, to its closing quote or the end of its line
        i = stringEnd(text, i);
        break;
      case 0x2f: // a comment
        if (text[i + 1] === "/") i = lineEnd(text, i);
        else if (text[i + 1] === "*") {
          const close = text.indexOf("*/", i + 2);
          i = close === -1 ? text.length : close + 1;
        }
        break;
      case 0x5b:
      case 0x7b:
        if (++depth > maxDepth) return i;
        break;
      case 0x5d:
      case 0x7d:
        depth = Math.max(0, depth - 1);
        break;
    }
  }
  return undefined;
}

function stringEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x5c) i++;
    else if (unit === 0x22 || unit === 0x0a || unit === 0x0d) return i;
  }
  return text.length;
}

function lineEnd(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x0a || unit === 0x0d) return i;
  }
  return text.length;
}
