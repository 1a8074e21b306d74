import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { keyFacts, keyText, unfinishedKey } from "./keyFacts.ts";

export const missingTagKeyInCondition: StatementRule = {
  code: "MISSING_TAG_KEY_IN_CONDITION",
  type: "error",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Condition key without the name of a tag",
  why: "A key such as `aws:ResourceTag` is about one tag, whose name stands behind a slash.",
  fix: "Add the name of the tag: `aws:ResourceTag/team`.",
  source: analyzerCheck("error-missing-tag-key-in-condition"),
  *check(statement, { catalogue }) {
    for (const { key } of statement.conditions) {
      if (keyFacts(catalogue, key.value) !== undefined) continue;
      const facts = unfinishedKey(catalogue, key.value);
      if (facts === undefined) continue;
      const text = keyText(facts);
      yield { span: key.span, message: `${key.value} lacks the name at its end: ${text}.` };
    }
  },
};
