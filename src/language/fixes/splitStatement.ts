import type { Policy, Statement, Text } from "../../core/policy/model.ts";
import { applyEdits, type Fix } from "./edit.ts";
import { indentAt, isMultiline, jsonStyle, renderJson } from "./jsonStyle.ts";
import { removeItems } from "./listEdits.ts";
import { replaceValue } from "./valueEdits.ts";

/**
 * Moves one action out of a statement into a new one behind it, with resources of its own and the same rest. Undefined
 * where the action is the only one, or the statement cannot be copied.
 */
export function splitByResource(
  text: string,
  policy: Policy,
  statement: Statement,
  action: Text,
  resources: readonly string[],
): Fix | undefined {
  const { action: actions, span } = statement;
  if (actions === undefined) return undefined;
  const removal = removeItems(text, actions, new Set([actions.items.indexOf(action)]));
  if (removal === undefined) return undefined;
  const title = `Move ${action.value} into a statement of its own`;
  const copy = copyOf(text, statement, action, resources);
  if (copy === undefined) return undefined;
  const style = jsonStyle(text);
  const lines = isMultiline(text, span);
  if (policy.singleStatement) {
    const own = applyEdits(
      text.slice(span.start, span.end),
      removal.map((edit) => ({
        span: { start: edit.span.start - span.start, end: edit.span.end - span.start },
        newText: edit.newText,
      })),
    );
    const rest: unknown = JSON.parse(own);
    return { title, edits: [replaceValue(text, span, span, [rest, copy])], safe: false };
  }
  const base = indentAt(text, span.start);
  const rendered = renderJson(copy, style, lines ? base : undefined);
  const separator = lines ? `,${style.eol}${base}` : style.colon === ":" ? "," : ", ";
  return {
    title,
    edits: [...removal, { span: { start: span.end, end: span.end }, newText: separator + rendered }],
    safe: false,
  };
}

/** The statement as plain data with another action and other resources; undefined where it is no plain JSON. */
function copyOf(
  text: string,
  statement: Statement,
  action: Text,
  resources: readonly string[],
): Record<string, unknown> | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.slice(statement.span.start, statement.span.end));
  } catch {
    // Comments or half-typed text: there is nothing to copy safely.
    return undefined;
  }
  if (typeof parsed !== "object" || parsed === null) return undefined;
  const [only] = resources;
  const value = resources.length === 1 && only !== undefined ? only : resources;
  return Object.fromEntries(
    Object.entries(parsed).flatMap(([name, member]): [string, unknown][] => {
      // A Sid must be unique.
      if (name === "Sid") return [];
      if (name === "Action") return [[name, action.value]];
      return [[name, name === "Resource" ? value : member]];
    }),
  );
}
