import { arnResource, assumedRoleMatches, parseArn } from "../../../core/arn.ts";
import { removeItems } from "../../fixes/listEdits.ts";
import { principalTexts } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const redundantPrincipalInRoleTrustPolicy: StatementRule = {
  code: "REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY",
  type: "suggestion",
  scope: "statement",
  kinds: ["trust"],
  title: "A session of a role that is named already",
  why: "The ARN of a role covers all its sessions, so the ARN of one session beside it says nothing more.",
  fix: "Remove the session. To trust only that session, remove the role.",
  source: analyzerCheck("suggestion-redundant-principal-in-role-trust-policy"),
  *check(statement, { text }) {
    const all = principalTexts(statement, "AWS", false);
    for (const { text: item, list } of all) {
      const session = parseArn(item.value);
      if (session === undefined || arnResource(session).kind !== "assumedRole") continue;
      const role = all.find((other) => assumedRoleMatches(item.value, other.text.value));
      if (role === undefined) continue;
      const edits = removeItems(text, list, new Set([list.items.indexOf(item)]));
      yield {
        span: item.span,
        message: `${role.text.value} covers this session already.`,
        fixes: edits === undefined ? [] : [{ title: "Remove the session", edits, safe: true }],
      };
    }
  },
};
