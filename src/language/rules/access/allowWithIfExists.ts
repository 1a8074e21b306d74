import { replaceText } from "../../fixes/listEdits.ts";
import { allows, conditionsOn } from "../readings/statement.ts";
import { grantingKinds, type StatementRule } from "../rule.ts";

/** Keys that a caller from outside simply does not send. */
const guards: readonly string[] = [
  "sts:ExternalId",
  "aws:PrincipalOrgID",
  "aws:PrincipalOrgPaths",
  "aws:SourceVpc",
  "aws:SourceVpce",
  "aws:SourceAccount",
  "aws:SourceArn",
];

export const allowWithIfExists: StatementRule = {
  code: "ALLOW_WITH_IF_EXISTS",
  type: "suggestion",
  scope: "statement",
  reads: "Condition",
  kinds: grantingKinds,
  title: "Allow with a guard that holds where it is missing",
  why: "`IfExists` holds for a request that does not carry the key. On a key that keeps strangers out, such as `sts:ExternalId`, it lets everyone in who does not send it.",
  fix: "Leave `IfExists` out.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists",
  *check(statement) {
    if (!allows(statement)) return;
    for (const { operator, written, key } of conditionsOn(statement, ...guards)) {
      if (!written.ifExists || written.negated) continue;
      const meant = operator.value.replace(/IfExists$/i, "");
      const alone = statement.conditions.filter((other) => other.operator.span.start === operator.span.start);
      const taken = statement.conditions.some((other) => other.operator.value === meant);
      yield {
        span: operator.span,
        message: `This also holds for requests without ${key.value}.`,
        fixes:
          taken || alone.length > 1
            ? []
            : [{ title: `Change to ${meant}`, edits: [replaceText(operator, meant)], safe: false }],
      };
    }
  },
};
