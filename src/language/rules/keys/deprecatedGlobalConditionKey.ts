import { replaceText } from "../../fixes/listEdits.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const deprecatedGlobalConditionKey: StatementRule = {
  code: "DEPRECATED_GLOBAL_CONDITION_KEY",
  type: "warning",
  scope: "statement",
  reads: "Condition",
  kinds: ["identity", "session", "boundary", "scp"],
  title: "Condition key that another one replaced",
  why: "AWS keeps the older key for old policies only.",
  fix: "Use the newer key.",
  source: analyzerCheck("general-warning-deprecated-global-condition-key"),
  *check(statement, { catalogue }) {
    for (const { key } of statement.conditions) {
      const newer = catalogue.globalKey(key.value)?.replacedBy;
      if (newer === undefined) continue;
      yield {
        span: key.span,
        message: `${key.value} was replaced by ${newer}.`,
        fixes: [{ title: `Change to ${newer}`, edits: [replaceText(key, newer)], safe: true }],
      };
    }
  },
};
