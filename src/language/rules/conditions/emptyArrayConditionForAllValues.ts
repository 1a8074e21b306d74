import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { emptyArrays } from "./emptyConditionArrays.ts";

export const emptyArrayConditionForAllValues: StatementRule = {
  code: "EMPTY_ARRAY_CONDITION_FORALLVALUES",
  type: "suggestion",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "ForAllValues without values",
  why: "`ForAllValues` with an empty array holds only where the request lacks the key.",
  fix: 'Say so with `"Null": { "KEY": "true" }`, or write the values.',
  source: analyzerCheck("suggestion-empty-array-condition-forallvalues"),
  check: emptyArrays(
    ({ written }) => written.set === "ForAllValues",
    (key) => `This holds only where the request has no ${key}: Null with "true" says so plainly.`,
  ),
};
