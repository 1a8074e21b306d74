import { allows, memberNamed } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const allowWithNotPrincipal: StatementRule = {
  code: "ALLOW_WITH_NOTPRINCIPAL",
  type: "securityWarning",
  scope: "statement",
  kinds: ["bucket", "rcp"],
  title: "Allow with NotPrincipal",
  why: "`Allow` with `NotPrincipal` allows everybody else in the world, anonymous callers included.",
  fix: "Name with `Principal` who is allowed.",
  source: analyzerCheck("security-warning-allow-with-not-principal"),
  *check(statement) {
    const member = memberNamed(statement.members, "NotPrincipal");
    if (member === undefined || !allows(statement)) return;
    yield {
      span: member.name.span,
      message: "Allow with NotPrincipal allows everybody else, anonymous callers included.",
    };
  },
};
