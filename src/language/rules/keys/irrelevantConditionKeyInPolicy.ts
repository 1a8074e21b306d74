import { analyzerCheck, type StatementRule } from "../rule.ts";

const keys: readonly string[] = [
  "s3:resourceaccount",
  "aws:resourceaccount",
  "aws:resourceorgid",
  "aws:resourceorgpaths",
];

export const irrelevantConditionKeyInPolicy: StatementRule = {
  code: "IRRELEVANT_CONDITION_KEY_IN_POLICY",
  type: "suggestion",
  scope: "statement",
  reads: "Condition",
  kinds: ["trust", "bucket"],
  title: "Condition on the resource in the resource's own policy",
  why: "The policy is attached to one resource, whose account is always the same. A condition on it says nothing here.",
  fix: "Use the key in a policy on an identity, to say in whose accounts its resources may be.",
  source: analyzerCheck("suggestion-irrelevant-condition-key-in-policy"),
  *check({ conditions }) {
    for (const { key } of conditions) {
      if (!keys.includes(key.value.toLowerCase())) continue;
      yield {
        span: key.span,
        message: `${key.value} is always the same here: it belongs in a policy on an identity.`,
      };
    }
  },
};
