import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { keyFacts, unfinishedKey } from "./keyFacts.ts";
import { unknownKey } from "./unknownKey.ts";

export const invalidGlobalConditionKey: StatementRule = {
  code: "INVALID_GLOBAL_CONDITION_KEY",
  type: "error",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Unknown global condition key",
  why: "A key with the prefix `aws:` that does not exist is in no request: a condition on it never holds, or always does where it is negated. Where the name is not clearly mistyped it may be newer than the catalogue: then this is a warning.",
  fix: "Use a key from the list of global condition keys.",
  source: analyzerCheck("error-invalid-global-condition-key"),
  *check(statement, context) {
    const { catalogue } = context;
    for (const { key } of statement.conditions) {
      if (!/^aws:[^\s:]/i.test(key.value)) continue;
      if (keyFacts(catalogue, key.value) !== undefined || unfinishedKey(catalogue, key.value) !== undefined)
        continue;
      yield unknownKey(key, context);
    }
  },
};
