import type { Span } from "../../core/text/span.ts";
import type { Segment } from "./segment.ts";

const letters: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * The text of a JSON string with the place of every part of it. `content` is what stands between the quotes. An escape
 * that is not one stays as it is written.
 */
export function decodeJsonString(
  document: string,
  content: Span,
): { readonly text: string; readonly segments: readonly Segment[] } {
  const segments: Segment[] = [];
  const parts: string[] = [];
  let length = 0;
  const add = (part: string, from: Span, kind: Segment["kind"]) => {
    if (part === "") return;
    segments.push({ view: { start: length, end: length + part.length }, document: from, kind });
    parts.push(part);
    length += part.length;
  };
  const raw = document.slice(content.start, content.end);
  const span = (start: number, end: number): Span => ({
    start: content.start + start,
    end: content.start + end,
  });
  let plain = 0;
  let at = raw.indexOf("\\");
  while (at !== -1) {
    const { part, end } = escapeAt(raw, at);
    if (part !== undefined) {
      add(raw.slice(plain, at), span(plain, at), "same");
      add(part, span(at, end), "escape");
      plain = end;
    }
    at = raw.indexOf("\\", end);
  }
  add(raw.slice(plain), span(plain, raw.length), "same");
  return { text: parts.join(""), segments };
}

function escapeAt(raw: string, at: number): { part: string | undefined; end: number } {
  const letter = raw.charAt(at + 1);
  if (letter === "u") {
    const digits = raw.slice(at + 2, at + 6);
    return /^[\da-f]{4}$/i.test(digits)
      ? { part: String.fromCharCode(Number.parseInt(digits, 16)), end: at + 6 }
      : { part: undefined, end: at + 1 };
  }
  const part = Object.hasOwn(letters, letter) ? letters[letter] : undefined;
  return { part, end: part === undefined ? at + 1 : at + 2 };
}
