import type { Span } from "../../core/text/span.ts";
import type { TextEdit } from "./edit.ts";
import { indentAt, isMultiline, jsonStyle, renderJson } from "./jsonStyle.ts";

/** Writes the value at a place anew: on several lines where the object around it stands on several. */
export function replaceValue(text: string, around: Span, span: Span, value: unknown): TextEdit {
  const base = isMultiline(text, around) ? indentAt(text, span.start) : undefined;
  return { span, newText: renderJson(value, jsonStyle(text), base) };
}
