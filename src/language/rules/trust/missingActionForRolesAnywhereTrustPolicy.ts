import { appendItems } from "../../fixes/listEdits.ts";
import { listed } from "../readings/quote.ts";
import { allows, principalTexts } from "../readings/statement.ts";
import { analyzerCheck, type PolicyRule } from "../rule.ts";
import { covers } from "./stsAction.ts";

const needed = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"];
const service = "rolesanywhere.amazonaws.com";

export const missingActionForRolesAnywhereTrustPolicy: PolicyRule = {
  code: "MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY",
  type: "error",
  scope: "policy",
  kinds: ["trust"],
  title: "IAM Roles Anywhere without all its actions",
  why: "IAM Roles Anywhere sets a source identity and tags on each session, so it needs `sts:SetSourceIdentity` and `sts:TagSession` beside `sts:AssumeRole`.",
  fix: "Add the missing actions.",
  source: analyzerCheck("error-missing-action-for-roles-anywhere-trust-policy"),
  *check({ policy, text }) {
    const statements = policy.statements.filter(
      (statement) =>
        allows(statement) &&
        principalTexts(statement, "Service", false).some((entry) => entry.text.value === service),
    );
    const missing = needed.filter((action) => !statements.some((statement) => covers(statement, action)));
    const [first] = statements;
    if (first === undefined || missing.length === 0) return;
    const principal = principalTexts(first, "Service", false).find((entry) => entry.text.value === service);
    const edits = first.action === undefined ? undefined : appendItems(text, first.action, missing);
    yield {
      span: principal?.text.span ?? first.span,
      message: `IAM Roles Anywhere also needs ${listed(missing)}.`,
      fixes: edits === undefined ? [] : [{ title: `Add ${listed(missing)}`, edits, safe: false }],
    };
  },
};
