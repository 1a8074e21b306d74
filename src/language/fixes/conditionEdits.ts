import type { Condition, Statement } from "../../core/policy/model.ts";
import type { TextEdit } from "./edit.ts";
import { insertMember, removeMember } from "./memberEdits.ts";
import { objectMembers } from "./objectMembers.ts";

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

function lastOf(statement: Statement): string | null {
  return statement.members.at(-1)?.name.value ?? null;
}
