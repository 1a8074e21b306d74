import type { Text, TextList } from "../../core/policy/model.ts";
import type { Span } from "../../core/text/span.ts";
import type { TextEdit } from "./edit.ts";
import { indentAt, isMultiline, jsonStyle } from "./jsonStyle.ts";

/** Replaces the content of a JSON string, its quotes kept. A number or a boolean becomes a string. */
export function replaceText(text: Text, value: string): TextEdit {
  return { span: text.span, newText: JSON.stringify(value) };
}

/**
 * Takes some of the parts of an array or of an object out, each with one comma. Undefined where all would go, or where
 * something else than commas, blanks and comments stands beside them: then nothing is touched. The work grows with the
 * parts that go, not with those that stay.
 */
export function removeParts(
  text: string,
  parts: readonly { readonly span: Span }[],
  unwanted: ReadonlySet<number>,
): TextEdit[] | undefined {
  if (unwanted.size === 0 || unwanted.size >= parts.length) return undefined;
  const edits: TextEdit[] = [];
  for (const first of [...unwanted].sort((a, b) => a - b)) {
    if (unwanted.has(first - 1)) continue;
    let last = first;
    while (unwanted.has(last + 1)) last++;
    for (let index = first - 1; index <= last; index++)
      if (!areSeparated(text, parts, index)) return undefined;
    const before = parts[first - 1]?.span;
    const start = parts[first]?.span;
    const end = parts[last]?.span;
    const after = parts[last + 1]?.span;
    if (start === undefined || end === undefined) return undefined;
    if (after !== undefined) edits.push({ span: { start: start.start, end: after.start }, newText: "" });
    else if (before !== undefined) edits.push({ span: { start: before.end, end: end.end }, newText: "" });
  }
  return edits;
}

/** Whether one comma stands between a part and the next one; true at either end. */
function areSeparated(text: string, parts: readonly { readonly span: Span }[], index: number): boolean {
  const part = parts[index];
  const next = parts[index + 1];
  return part === undefined || next === undefined || separates(text.slice(part.span.end, next.span.start));
}

/** The same for the values of an element. */
export function removeItems(
  text: string,
  list: TextList,
  unwanted: ReadonlySet<number>,
): TextEdit[] | undefined {
  return removeParts(text, list.items, unwanted);
}

/** Adds values behind the last one; one value written without an array becomes an array. Undefined for an empty array. */
export function appendItems(text: string, list: TextList, values: readonly string[]): TextEdit[] | undefined {
  const last = list.items.at(-1);
  if (last === undefined) return undefined;
  const added = values.map((value) => JSON.stringify(value));
  if (list.single) {
    const raw = text.slice(last.span.start, last.span.end);
    const style = jsonStyle(text);
    const separator = style.colon === ":" ? "," : ", ";
    return [{ span: list.span, newText: `[${[raw, ...added].join(separator)}]` }];
  }
  const separator = separatorOf(text, list);
  return [
    {
      span: { start: last.span.end, end: last.span.end },
      newText: added.map((value) => separator + value).join(""),
    },
  ];
}

/** Writes the values of an element anew, in the way they stand there: one a line, or all on one line. */
export function replaceItems(text: string, list: TextList, values: readonly string[]): TextEdit {
  const [only] = values;
  if (values.length === 1 && only !== undefined && list.single) {
    return { span: list.span, newText: JSON.stringify(only) };
  }
  const style = jsonStyle(text);
  const rendered = values.map((value) => JSON.stringify(value));
  const enclosingLines = list.single
    ? values.length > 1 && /[\r\n]/.test(text)
    : isMultiline(text, list.span);
  if (!enclosingLines) {
    return { span: list.span, newText: `[${rendered.join(style.colon === ":" ? "," : ", ")}]` };
  }
  const base = indentAt(text, list.span.start);
  const inner = style.eol + base + style.indent;
  return {
    span: list.span,
    newText: `[${inner}${rendered.join(`,${inner}`)}${style.eol}${base}]`,
  };
}

function separatorOf(text: string, list: TextList): string {
  const [first, second] = list.items;
  if (first !== undefined && second !== undefined) {
    const between = text.slice(first.span.end, second.span.start);
    if (/^\s*,\s*$/.test(between)) return between;
  }
  if (first !== undefined && isMultiline(text, list.span)) {
    return `,${text.slice(list.span.start + 1, first.span.start)}`;
  }
  return jsonStyle(text).colon === ":" ? "," : ", ";
}

/** True for exactly one comma among blanks and comments. */
function separates(between: string): boolean {
  return /^\s*,\s*$/.test(between.replace(/\/\/[^\r\n]*|\/\*[^]*?\*\//g, ""));
}
