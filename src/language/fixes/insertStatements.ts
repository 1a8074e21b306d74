import type { Span } from "../../core/text/span.ts";
import { applyEdits, type TextEdit } from "./edit.ts";
import { insertStatement } from "./insertStatement.ts";

/** Adds several statements at once; one edit, since each stands behind the one before. See `insertStatement`. */
export function insertStatements(
  text: string,
  statements: readonly object[],
  within?: Span,
): TextEdit | undefined {
  let changed = text;
  for (const statement of statements) {
    const grown = changed.length - text.length;
    const edit = insertStatement(changed, statement, within && { ...within, end: within.end + grown });
    if (edit === undefined) return undefined;
    changed = applyEdits(changed, [edit]);
  }
  let start = 0;
  while (start < text.length && text[start] === changed[start]) start++;
  let end = text.length;
  let changedEnd = changed.length;
  while (end > start && changedEnd > start && text[end - 1] === changed[changedEnd - 1]) {
    end--;
    changedEnd--;
  }
  return { span: { start, end }, newText: changed.slice(start, changedEnd) };
}
