import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { wrongValues } from "./valueTypes.ts";

export const typeMismatchString: StatementRule = {
  code: "TYPE_MISMATCH_STRING",
  type: "warning",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Not base64",
  why: "`BinaryEquals` compares with base64 text. Any other value never matches.",
  fix: "Encode the value as base64.",
  source: analyzerCheck("general-warning-type-mismatch-string"),
  check: wrongValues(
    ["Binary"],
    (operator, value) => `${operator} compares with base64 text; '${value}' is none.`,
  ),
};
