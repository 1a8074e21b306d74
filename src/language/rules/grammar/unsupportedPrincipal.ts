import { removeMember } from "../../fixes/memberEdits.ts";
import { memberNamed } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const unsupportedPrincipal: StatementRule = {
  code: "UNSUPPORTED_PRINCIPAL",
  type: "error",
  scope: "statement",
  kinds: ["identity", "session", "boundary", "scp"],
  title: "Principal in a policy that has none",
  why: "A policy that is attached to a user or role speaks of that user or role, so it has no `Principal`. Principals stand in trust policies and in policies on resources.",
  fix: "Remove the element. To say who may assume a role, edit the role's trust policy.",
  source: analyzerCheck("error-unsupported-principal"),
  *check({ members }, { text }) {
    for (const name of ["Principal", "NotPrincipal"]) {
      const member = memberNamed(members, name);
      if (member === undefined) continue;
      const edits = removeMember(text, members, member);
      yield {
        span: member.name.span,
        message: `A policy of this kind has no ${name}: it speaks of the identity that it is attached to.`,
        fixes: edits === undefined ? [] : [{ title: `Remove ${name}`, edits, safe: false }],
      };
    }
  },
};
