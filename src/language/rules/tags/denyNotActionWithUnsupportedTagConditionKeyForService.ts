import { denies, memberNamed } from "../readings/statement.ts";
import { analyzerCheck, identityKinds, type StatementRule } from "../rule.ts";
import { resourceTagConditions } from "./resourceTag.ts";

export const denyNotActionWithUnsupportedTagConditionKeyForService: StatementRule = {
  code: "DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
  type: "securityWarning",
  scope: "statement",
  reads: "Condition",
  kinds: [...identityKinds, "scp"],
  title: "Deny with NotAction, by a tag",
  why: "Many actions do not carry the tags of a resource. With `NotAction` and a condition on `aws:ResourceTag` they are not denied, and nobody sees which.",
  fix: "Name the actions with `Action`.",
  source: analyzerCheck("security-warning-deny-notaction-with-unsupported-tag-condition-key-for-service"),
  *check(statement) {
    if (!denies(statement) || memberNamed(statement.members, "NotAction") === undefined) return;
    for (const { key } of resourceTagConditions(statement)) {
      yield {
        span: key.span,
        message: `With NotAction all actions without ${key.value} are not denied: name the actions with Action.`,
      };
    }
  },
};
