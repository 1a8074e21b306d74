import type { TextEdit } from "./model.ts";

/** The text after the edits, which stand in order and do not overlap. Everything outside their spans is kept. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let end = 0;
  for (const { span, newText } of edits) {
    if (span.start < end || span.end < span.start || span.end > text.length) {
      throw new Error("Edits overlap or lie outside the text.");
    }
    result += text.slice(end, span.start) + newText;
    end = span.end;
  }
  return result + text.slice(end);
}
