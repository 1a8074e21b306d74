import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { wrongValues } from "./valueTypes.ts";

export const typeMismatchDate: StatementRule = {
  code: "TYPE_MISMATCH_DATE",
  type: "warning",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Not a date",
  why: "Date operators compare with dates in ISO 8601. Any other value never matches.",
  fix: "Write `2030-01-31` or `2030-01-31T12:00:00Z`.",
  source: analyzerCheck("general-warning-type-mismatch-date"),
  check: wrongValues(
    ["Date"],
    (_operator, value) => `'${value}' is no date: write it as 2030-01-31 or 2030-01-31T12:00:00Z.`,
  ),
};
