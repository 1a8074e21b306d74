import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { emptyArrays } from "./emptyConditionArrays.ts";

export const emptyArrayConditionForAnyValue: StatementRule = {
  code: "EMPTY_ARRAY_CONDITION_FORANYVALUE",
  type: "suggestion",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "ForAnyValue without values",
  why: "`ForAnyValue` with an empty array never holds, so the statement does nothing.",
  fix: "Write the values.",
  source: analyzerCheck("suggestion-empty-array-condition-foranyvalue"),
  check: emptyArrays(
    ({ written }) => written.set === "ForAnyValue",
    (key) => `Without values for ${key} this never holds, so the statement does nothing.`,
  ),
};
