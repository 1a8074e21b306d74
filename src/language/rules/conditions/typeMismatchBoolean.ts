import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { wrongValues } from "./valueTypes.ts";

export const typeMismatchBoolean: StatementRule = {
  code: "TYPE_MISMATCH_BOOLEAN",
  type: "warning",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Not a Boolean",
  why: "`Bool` and `Null` compare with `true` or `false`. Any other value never matches.",
  fix: "Write `true` or `false`.",
  source: analyzerCheck("general-warning-type-mismatch-boolean"),
  check: wrongValues(
    ["Bool", "Null"],
    (operator, value) => `${operator} compares with true or false, not '${value}'.`,
  ),
};
