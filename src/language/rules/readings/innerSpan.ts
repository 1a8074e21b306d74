import type { Text } from "../../../core/policy/model.ts";
import type { Span } from "../../../core/text/span.ts";

/**
 * The place of a part of a string's value in the document. Where the string has escapes the offsets do not agree: then
 * it is the whole string.
 */
export function innerSpan(source: string, text: Text, start: number, end: number): Span {
  const { span, value } = text;
  if (span.end - span.start !== value.length + 2 || source[span.start] !== '"') return span;
  return { start: span.start + 1 + start, end: span.start + 1 + end };
}

/** The place of the value without its quotes. */
export function contentSpan(source: string, text: Text): Span {
  return innerSpan(source, text, 0, text.value.length);
}
