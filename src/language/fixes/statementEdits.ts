import type { Policy } from "../../core/policy/model.ts";
import type { TextEdit } from "./edit.ts";
import { indentAt, isMultiline, jsonStyle, renderJson } from "./jsonStyle.ts";
import { replaceValue } from "./valueEdits.ts";

/**
 * Adds a statement behind the last one, in the style of the document; a Statement without a list becomes one.
 * Undefined where there is no Statement, or where a single one cannot be copied without losing its comments.
 */
export function appendStatement(
  text: string,
  policy: Policy,
  statement: Readonly<Record<string, unknown>>,
): TextEdit | undefined {
  const span = policy.members.find(({ name }) => name.value === "Statement")?.valueSpan;
  const last = policy.statements.at(-1);
  if (span === undefined) return undefined;
  if (policy.singleStatement) {
    const single = plainJson(text.slice(span.start, span.end));
    return single === undefined ? undefined : replaceValue(text, policy.span, span, [single, statement]);
  }
  if (text[span.start] !== "[") return undefined;
  if (last === undefined) return replaceValue(text, policy.span, span, [statement]);
  const style = jsonStyle(text);
  const lines = isMultiline(text, span);
  const base = indentAt(text, last.span.start);
  const separator = lines ? `,${style.eol}${base}` : style.colon === ":" ? "," : ", ";
  const rendered = renderJson(statement, style, isMultiline(text, last.span) || lines ? base : undefined);
  return { span: { start: last.span.end, end: last.span.end }, newText: separator + rendered };
}

function plainJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
