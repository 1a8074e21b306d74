import { principalTexts } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const invalidRoleReference: StatementRule = {
  code: "INVALID_ROLE_REFERENCE",
  type: "warning",
  scope: "statement",
  kinds: ["trust", "bucket", "rcp"],
  title: "Unique id of a role as principal",
  why: "AWS stores the unique id (`AROA…`) of a role behind its ARN. When it shows the id in place of the ARN, the role was deleted: a new role of the same name has another id and is not trusted.",
  fix: "Write the ARN of the role.",
  source: analyzerCheck("general-warning-invalid-role-reference"),
  *check(statement) {
    for (const { text } of principalTexts(statement, "AWS")) {
      if (!/^AROA[A-Z0-9]{12,124}$/.test(text.value)) continue;
      yield {
        span: text.span,
        message: `${text.value} is the unique id of a role that was deleted, most likely: write the role's ARN.`,
      };
    }
  },
};
