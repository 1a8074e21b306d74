import { memberNamed } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const roleTrustPolicySyntaxErrorNotPrincipal: StatementRule = {
  code: "ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL",
  type: "error",
  scope: "statement",
  kinds: ["trust"],
  title: "NotPrincipal in a trust policy",
  why: "A trust policy names who may assume the role. IAM refuses `NotPrincipal` there.",
  fix: "Use `Principal`; to leave some out, deny them with a condition on `aws:PrincipalArn`.",
  source: analyzerCheck("error-role-trust-policy-syntax-error-notprincipal"),
  *check({ members }) {
    const member = memberNamed(members, "NotPrincipal");
    if (member === undefined) return;
    yield {
      span: member.name.span,
      message: "A trust policy has no NotPrincipal: name who may assume the role.",
    };
  },
};
