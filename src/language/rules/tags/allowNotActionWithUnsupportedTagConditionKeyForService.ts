import { allows, memberNamed } from "../readings/statement.ts";
import { analyzerCheck, identityKinds, type StatementRule } from "../rule.ts";
import { resourceTagConditions } from "./resourceTag.ts";

export const allowNotActionWithUnsupportedTagConditionKeyForService: StatementRule = {
  code: "ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
  type: "suggestion",
  scope: "statement",
  reads: "Condition",
  kinds: identityKinds,
  title: "Allow with NotAction, by a tag",
  why: "Many actions do not carry the tags of a resource. With `NotAction` and a condition on `aws:ResourceTag` they are not allowed, and nobody sees which.",
  fix: "Name the actions with `Action`.",
  source: analyzerCheck("suggestion-allow-notaction-with-unsupported-tag-condition-key-for-service"),
  *check(statement) {
    if (!allows(statement) || memberNamed(statement.members, "NotAction") === undefined) return;
    for (const { key } of resourceTagConditions(statement)) {
      yield {
        span: key.span,
        message: `With NotAction all actions without ${key.value} are not allowed: name the actions with Action.`,
      };
    }
  },
};
