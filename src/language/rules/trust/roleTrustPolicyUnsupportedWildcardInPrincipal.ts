import { replaceValue } from "../../fixes/valueEdits.ts";
import { principalElements } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const roleTrustPolicyUnsupportedWildcardInPrincipal: StatementRule = {
  code: "ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
  type: "error",
  scope: "statement",
  kinds: ["trust"],
  title: 'Principal "*" in a trust policy',
  why: '`"Principal": "*"` is not supported in a trust policy. `{ "AWS": "*" }` is, and trusts every account of AWS unless a condition narrows it.',
  fix: "Name the accounts or roles that may assume the role.",
  source: analyzerCheck("error-role-trust-policy-unsupported-wildcard-in-principal"),
  *check(statement, { text }) {
    // Denying everyone is the usual way to add a limit to a trust policy.
    if (statement.effect?.value === "Deny") return;
    for (const { element } of principalElements(statement)) {
      if (!element.everyone) continue;
      yield {
        span: element.span,
        message: 'A trust policy takes no "Principal": "*": name who may assume the role.',
        fixes: [
          {
            title: 'Write { "AWS": "*" }, with a condition that narrows it',
            edits: [replaceValue(text, statement.span, element.span, { AWS: "*" })],
            safe: false,
          },
        ],
      };
    }
  },
};
