import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { emptyArrays } from "./emptyConditionArrays.ts";

export const emptyArrayCondition: StatementRule = {
  code: "EMPTY_ARRAY_CONDITION",
  type: "suggestion",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Condition key without values",
  why: "A condition with an empty array of values says nothing that anyone could rely on.",
  fix: "Write the values, or remove the condition.",
  source: analyzerCheck("suggestion-empty-array-condition"),
  check: emptyArrays(
    ({ written }) => written.set === undefined && !written.ifExists,
    (key) => `There are no values for ${key}: write them or remove the condition.`,
  ),
};
