import { replaceText } from "../../fixes/listEdits.ts";
import { allows, conditionsOn } from "../readings/statement.ts";
import { everyKind, type StatementRule } from "../rule.ts";

export const mfaAllowWithIfExists: StatementRule = {
  code: "MFA_ALLOW_WITH_IF_EXISTS",
  type: "securityWarning",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Allow with MFA lets access keys in",
  why: "Requests with long-term access keys do not carry `aws:MultiFactorAuthPresent`. `BoolIfExists` holds for them, so they are allowed without MFA.",
  fix: "Use `Bool`.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent",
  *check(statement) {
    if (!allows(statement)) return;
    for (const { operator, written, values } of conditionsOn(
      statement,
      "aws:MultiFactorAuthPresent",
      "aws:MultiFactorAuthAge",
    )) {
      if (!written.ifExists || values.items.every(({ value }) => value.toLowerCase() === "false")) continue;
      const meant = operator.value.replace(/IfExists$/i, "");
      const alone = statement.conditions.filter((other) => other.operator.span.start === operator.span.start);
      const taken = statement.conditions.some((other) => other.operator.value === meant);
      yield {
        span: operator.span,
        message: "IfExists also holds for requests with access keys, which never had MFA.",
        fixes:
          taken || alone.length > 1
            ? []
            : [{ title: `Change to ${meant}`, edits: [replaceText(operator, meant)], safe: false }],
      };
    }
  },
};
