import { listed } from "../readings/quote.ts";
import { allows } from "../readings/statement.ts";
import { analyzerCheck, identityKinds, type StatementRule } from "../rule.ts";
import { resourceTagConditions, withoutResourceTag } from "./resourceTag.ts";

export const allowWithUnsupportedTagConditionKeyForService: StatementRule = {
  code: "ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
  type: "suggestion",
  scope: "statement",
  reads: "Condition",
  kinds: identityKinds,
  title: "Allow by a tag that requests do not carry",
  why: "Requests for these actions do not carry the tags of a resource, so a condition on `aws:ResourceTag` never holds for them: the statement does not allow them.",
  fix: "Move the actions into a statement without the condition.",
  source: analyzerCheck("suggestion-allow-with-unsupported-tag-condition-key-for-service"),
  *check(statement, context) {
    if (!allows(statement)) return;
    const services = withoutResourceTag(statement, context);
    if (services.size === 0) return;
    for (const { key } of resourceTagConditions(statement)) {
      yield {
        span: key.span,
        message: `Requests for ${listed([...services.values()].flat())} carry no ${key.value}: they are not allowed here.`,
      };
    }
  },
};
