import { replaceText } from "../../fixes/listEdits.ts";
import { conditionsOn, denies } from "../readings/statement.ts";
import { everyKind, type StatementRule } from "../rule.ts";

export const mfaDenyWithoutIfExists: StatementRule = {
  code: "MFA_DENY_WITHOUT_IF_EXISTS",
  type: "warning",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Deny without MFA overlooks access keys",
  why: "Requests with long-term access keys do not carry `aws:MultiFactorAuthPresent`. `Bool` with `false` does not hold for them, so they are not denied.",
  fix: "Use `BoolIfExists`, which also holds where the key is missing.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent",
  *check(statement) {
    if (!denies(statement)) return;
    for (const { operator, written, key, values } of conditionsOn(statement, "aws:MultiFactorAuthPresent")) {
      if (written.base !== "Bool" || written.ifExists) continue;
      if (!values.items.some(({ value }) => value.toLowerCase() === "false")) continue;
      const alone = statement.conditions.filter((other) => other.operator.span.start === operator.span.start);
      const meant = `${operator.value}IfExists`;
      const taken = statement.conditions.some((other) => other.operator.value === meant);
      yield {
        span: operator.span,
        message: `Requests with access keys carry no ${key.value}: only ${meant} denies them too.`,
        fixes:
          taken || alone.length > 1
            ? []
            : [{ title: `Change to ${meant}`, edits: [replaceText(operator, meant)], safe: false }],
      };
    }
  },
};
