import { actionCovers } from "../../../core/policy/actionPattern.ts";
import { appendItems } from "../../fixes/listEdits.ts";
import { allows, readConditions } from "../readings/statement.ts";
import { analyzerCheck, type PolicyRule } from "../rule.ts";
import { covers } from "./stsAction.ts";

/** Keys that a request has only if it sets something, which takes an action of its own. */
const setters: readonly { readonly key: RegExp; readonly action: string }[] = [
  { key: /^sts:SourceIdentity$/i, action: "sts:SetSourceIdentity" },
  { key: /^(?:sts:TransitiveTagKeys|aws:TagKeys|aws:RequestTag\/.+)$/i, action: "sts:TagSession" },
];

export const missingActionForConditionKey: PolicyRule = {
  code: "MISSING_ACTION_FOR_CONDITION_KEY",
  type: "error",
  scope: "policy",
  kinds: ["trust"],
  title: "A condition on something that nobody may set",
  why: "A source identity needs `sts:SetSourceIdentity` and session tags need `sts:TagSession` in the trust policy. Without the action a request with one is refused, so the condition never holds.",
  fix: "Add the action to the statement.",
  source: analyzerCheck("error-missing-action-for-condition-key"),
  *check({ policy, text }) {
    for (const statement of policy.statements) {
      const { action } = statement;
      if (!allows(statement) || action === undefined) continue;
      if (!action.items.some(({ value }) => /^sts:/i.test(value))) continue;
      for (const { key, written } of readConditions(statement)) {
        const setter = setters.find((entry) => entry.key.test(key.value));
        // Conditions that hold without the key do not need it to be set.
        if (setter === undefined || written.ifExists || written.negated) continue;
        if (written.family === "Null" || written.set === "ForAllValues") continue;
        if (policy.statements.some((other) => allows(other) && covers(other, setter.action))) continue;
        if (action.items.some(({ value }) => actionCovers(value, setter.action))) continue;
        const edits = appendItems(text, action, [setter.action]);
        yield {
          span: key.span,
          message: `Nobody may set ${key.value} here: the policy does not allow ${setter.action}.`,
          fixes: edits === undefined ? [] : [{ title: `Add ${setter.action}`, edits, safe: false }],
        };
      }
    }
  },
};
