import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const duplicateKeysWithDifferentCase: StatementRule = {
  code: "DUPLICATE_KEYS_WITH_DIFFERENT_CASE",
  type: "error",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "The same condition key twice, in different case",
  why: "Names of condition keys ignore case, so `aws:SourceIp` and `aws:sourceip` under one operator are one key with two sets of values.",
  fix: "Put the values together under one key.",
  source: analyzerCheck("error-duplicate-keys-with-different-case"),
  *check({ conditions }) {
    for (const [index, { operator, key }] of conditions.entries()) {
      const twin = conditions
        .slice(0, index)
        .find(
          (other) =>
            other.operator.span.start === operator.span.start &&
            other.key.value !== key.value &&
            other.key.value.toLowerCase() === key.value.toLowerCase(),
        );
      if (twin === undefined) continue;
      yield {
        span: key.span,
        message: `${key.value} is the same condition key as ${twin.key.value}: put their values together.`,
      };
    }
  },
};
