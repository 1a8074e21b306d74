import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { wrongValues } from "./valueTypes.ts";

export const typeMismatchNumber: StatementRule = {
  code: "TYPE_MISMATCH_NUMBER",
  type: "warning",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Not a number",
  why: "Numeric operators compare with numbers. Any other value never matches.",
  fix: "Write a number.",
  source: analyzerCheck("general-warning-type-mismatch-number"),
  check: wrongValues(["Numeric"], (operator, value) => `${operator} compares with a number, not '${value}'.`),
};
