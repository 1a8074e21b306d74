import { principalTexts } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const invalidUserReference: StatementRule = {
  code: "INVALID_USER_REFERENCE",
  type: "warning",
  scope: "statement",
  kinds: ["trust", "bucket", "rcp"],
  title: "Unique id of a user as principal",
  why: "AWS stores the unique id (`AIDA…`) of a user behind its ARN. When it shows the id in place of the ARN, the user was deleted: a new user of the same name has another id and is not trusted.",
  fix: "Write the ARN of the user.",
  source: analyzerCheck("general-warning-invalid-user-reference"),
  *check(statement) {
    for (const { text } of principalTexts(statement, "AWS")) {
      if (!/^AIDA[A-Z0-9]{12,124}$/.test(text.value)) continue;
      yield {
        span: text.span,
        message: `${text.value} is the unique id of a user that was deleted, most likely: write the user's ARN.`,
      };
    }
  },
};
