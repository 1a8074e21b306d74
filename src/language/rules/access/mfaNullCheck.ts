import { allows, conditionsOn } from "../readings/statement.ts";
import { everyKind, type StatementRule } from "../rule.ts";

export const mfaNullCheck: StatementRule = {
  code: "MFA_NULL_CHECK",
  type: "securityWarning",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "The key of MFA is there without MFA",
  why: "Every request with temporary credentials carries `aws:MultiFactorAuthPresent`, also with the value `false`. That the key is there does not show MFA.",
  fix: 'Ask for the value: `"Bool": { "aws:MultiFactorAuthPresent": "true" }`.',
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent",
  *check(statement) {
    if (!allows(statement)) return;
    const rows = conditionsOn(statement, "aws:MultiFactorAuthPresent");
    if (rows.some(({ written }) => written.family === "Bool")) return;
    for (const { key, written, values } of rows) {
      if (written.family !== "Null" || !values.items.every(({ value }) => value.toLowerCase() === "false"))
        continue;
      yield {
        span: key.span,
        message: "The key is there for every session, with or without MFA: ask for the value true with Bool.",
      };
    }
  },
};
