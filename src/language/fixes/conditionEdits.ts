import { parseJson } from "../../core/json/parseJson.ts";
import type { Condition, Member, Statement } from "../../core/policy/model.ts";
import type { Span } from "../../core/text/span.ts";
import type { TextEdit } from "./edit.ts";
import { insertMember, removeMember } from "./memberEdits.ts";

/**
 * Adds one condition to a statement: a Condition element where there is none, else to its operator, which is added too
 * where it is missing. Undefined where the operator has the key already or the Condition cannot be read.
 */
export function addCondition(
  text: string,
  statement: Statement,
  operator: string,
  key: string,
  value: string | readonly string[],
): TextEdit | undefined {
  const condition = statement.members.find(({ name }) => name.value === "Condition");
  if (condition === undefined) {
    return insertMember(text, statement.span, statement.members, lastOf(statement), "Condition", {
      [operator]: { [key]: value },
    });
  }
  if (condition.valueSpan === undefined) return undefined;
  const operators = objectMembers(text, condition.valueSpan);
  if (operators === undefined) return undefined;
  const block = operators.find(({ name }) => name.value === operator);
  if (block === undefined) {
    return insertMember(
      text,
      condition.valueSpan,
      operators,
      operators.at(-1)?.name.value ?? null,
      operator,
      {
        [key]: value,
      },
    );
  }
  if (block.valueSpan === undefined) return undefined;
  const keys = objectMembers(text, block.valueSpan);
  if (keys === undefined || keys.some(({ name }) => name.value.toLowerCase() === key.toLowerCase()))
    return undefined;
  return insertMember(text, block.valueSpan, keys, keys.at(-1)?.name.value ?? null, key, value);
}

/**
 * Takes the row of one key out, with its operator and the whole Condition where nothing else is in them. Undefined
 * where the Condition cannot be read, or nothing but the Condition is in the statement.
 */
export function removeCondition(
  text: string,
  statement: Statement,
  condition: Condition,
): TextEdit[] | undefined {
  const element = statement.members.find(({ name }) => name.value === "Condition");
  const operators = element?.valueSpan === undefined ? undefined : objectMembers(text, element.valueSpan);
  const block = operators?.find(({ name }) => name.span.start === condition.operator.span.start);
  const keys = block?.valueSpan === undefined ? undefined : objectMembers(text, block.valueSpan);
  const row = keys?.find(({ name }) => name.span.start === condition.key.span.start);
  if (element === undefined || operators === undefined || block === undefined) return undefined;
  if (keys === undefined || row === undefined) return undefined;
  if (keys.length > 1) return removeMember(text, keys, row);
  if (operators.length > 1) return removeMember(text, operators, block);
  return removeMember(text, statement.members, element);
}

/** The members of the object at a place of the text; undefined where it is none or is broken. */
export function objectMembers(text: string, { start, end }: Span): Member[] | undefined {
  const { root, problems } = parseJson(text.slice(start, end));
  if (root?.type !== "object" || problems.length > 0) return undefined;
  const spanOf = (node: { offset: number; length: number }): Span => ({
    start: start + node.offset,
    end: start + node.offset + node.length,
  });
  return (root.children ?? []).flatMap((property) => {
    const [name, value] = property.children ?? [];
    if (name === undefined) return [];
    return [
      {
        name: { value: String(name.value), span: spanOf(name) },
        span: spanOf(property),
        valueSpan: value === undefined ? undefined : spanOf(value),
      },
    ];
  });
}

function lastOf(statement: Statement): string | null {
  return statement.members.at(-1)?.name.value ?? null;
}
