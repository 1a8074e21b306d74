import { listed } from "../readings/quote.ts";
import { denies } from "../readings/statement.ts";
import { analyzerCheck, identityKinds, type StatementRule } from "../rule.ts";
import { resourceTagConditions, withoutResourceTag } from "./resourceTag.ts";

export const denyWithUnsupportedTagConditionKeyForService: StatementRule = {
  code: "DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
  type: "securityWarning",
  scope: "statement",
  reads: "Condition",
  kinds: [...identityKinds, "scp"],
  title: "Deny by a tag that requests do not carry",
  why: "Requests for these actions do not carry the tags of a resource, so a condition on `aws:ResourceTag` never holds for them: the statement does not deny them.",
  fix: "Move the actions into a statement that names resources in place of tags.",
  source: analyzerCheck("security-warning-deny-with-unsupported-tag-condition-key-for-service"),
  *check(statement, context) {
    if (!denies(statement)) return;
    const services = withoutResourceTag(statement, context);
    if (services.size === 0) return;
    for (const { key } of resourceTagConditions(statement)) {
      yield {
        span: key.span,
        message: `Requests for ${listed([...services.values()].flat())} carry no ${key.value}: they are not denied here.`,
      };
    }
  },
};
