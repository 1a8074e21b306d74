import type { Span } from "../../core/text/span.ts";

/** How a document is written, so that what a fix adds looks like the rest. */
export interface JsonStyle {
  readonly eol: string;
  /** One level: two blanks, a tab, … */
  readonly indent: string;
  /** Between a name and its value. */
  readonly colon: string;
}

/** Reads the style off the first line that goes in and the first colon; the usual two blanks where there is neither. */
export function jsonStyle(text: string): JsonStyle {
  // A finding in each of a thousand statements asks a thousand times for the same text.
  if (last?.text !== text) last = { text, style: readStyle(text) };
  return last.style;
}

let last: { readonly text: string; readonly style: JsonStyle } | undefined;

function readStyle(text: string): JsonStyle {
  return {
    eol: text.includes("\r\n") ? "\r\n" : "\n",
    indent: firstStep(text) ?? "  ",
    colon: /"(\s*:[ \t]*)(?=["[{\dtfn-])/.exec(text)?.[1] ?? ": ",
  };
}

/** What a line has before it more than the line above: a policy inside of a document is indented as a whole. */
function firstStep(text: string): string | undefined {
  let above: string | undefined;
  for (const [, blanks = ""] of text.matchAll(/^([ \t]*)["[{\]}]/gm)) {
    if (above !== undefined && blanks.length > above.length && blanks.startsWith(above))
      return blanks.slice(above.length);
    above = blanks;
  }
  return undefined;
}

/** In a line that is longer than this before the offset nothing is indented by hand; nobody looks for its start. */
const longestLine = 4096;

/** The white space at the start of the line that holds the offset. */
export function indentAt(text: string, offset: number): string {
  const first = Math.max(0, offset - longestLine);
  let start = offset;
  while (start > first && !isLineBreak(text.charCodeAt(start - 1))) start--;
  if (start === first && first > 0) return "";
  let end = start;
  while (end < offset && (text[end] === " " || text[end] === "\t")) end++;
  return text.slice(start, end);
}

function isLineBreak(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d;
}

/** True when the object or array at the span stands on several lines. */
export function isMultiline(text: string, span: Span): boolean {
  return /[\r\n]/.test(text.slice(span.start, span.end));
}

/**
 * A value as JSON text in the style of the document. `base` is the indentation of the line that the value begins on;
 * undefined writes it on one line.
 */
export function renderJson(value: unknown, style: JsonStyle, base: string | undefined): string {
  if (Array.isArray(value)) {
    const items = value.map((item) =>
      renderJson(item, style, base === undefined ? base : base + style.indent),
    );
    return wrapped(items, "[", "]", style, base);
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(
      ([name, member]) =>
        JSON.stringify(name) +
        style.colon +
        renderJson(member, style, base === undefined ? base : base + style.indent),
    );
    return wrapped(members, "{", "}", style, base);
  }
  return JSON.stringify(value);
}

function wrapped(
  parts: readonly string[],
  open: string,
  close: string,
  style: JsonStyle,
  base: string | undefined,
): string {
  if (parts.length === 0) return open + close;
  if (base === undefined) {
    const minified = style.colon === ":";
    const gap = open === "{" && !minified ? " " : "";
    return open + gap + parts.join(minified ? "," : ", ") + gap + close;
  }
  const inner = style.eol + base + style.indent;
  return open + inner + parts.join(`,${inner}`) + style.eol + base + close;
}
