import { removeMember } from "../../fixes/memberEdits.ts";
import { memberNamed } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const roleTrustPolicySyntaxErrorResource: StatementRule = {
  code: "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE",
  type: "error",
  scope: "statement",
  kinds: ["trust"],
  title: "Resource in a trust policy",
  why: "A trust policy is about the role that it is attached to. IAM refuses a `Resource` there.",
  fix: "Remove the element.",
  source: analyzerCheck("error-role-trust-policy-syntax-error-resource"),
  *check({ members }, { text }) {
    for (const name of ["Resource", "NotResource"]) {
      const member = memberNamed(members, name);
      if (member === undefined) continue;
      const edits = removeMember(text, members, member);
      yield {
        span: member.name.span,
        message: `A trust policy has no ${name}: the resource is the role itself.`,
        fixes: edits === undefined ? [] : [{ title: `Remove ${name}`, edits, safe: true }],
      };
    }
  },
};
