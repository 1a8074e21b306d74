import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { emptyArrays } from "./emptyConditionArrays.ts";

export const emptyArrayConditionIfExists: StatementRule = {
  code: "EMPTY_ARRAY_CONDITION_IFEXISTS",
  type: "suggestion",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "IfExists without values",
  why: "`IfExists` with an empty array holds only where the request lacks the key.",
  fix: 'Say so with `"Null": { "KEY": "true" }`, or write the values.',
  source: analyzerCheck("suggestion-empty-array-condition-ifexists"),
  check: emptyArrays(
    ({ written }) => written.set === undefined && written.ifExists,
    (key) => `This holds only where the request has no ${key}: Null with "true" says so plainly.`,
  ),
};
