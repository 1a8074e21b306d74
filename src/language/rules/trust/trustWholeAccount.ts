import { isAccountId } from "../../../core/arn.ts";
import { addCondition } from "../../fixes/conditionEdits.ts";
import { allows, principalTexts } from "../readings/statement.ts";
import { type StatementRule } from "../rule.ts";

export const trustWholeAccount: StatementRule = {
  code: "TRUST_WHOLE_ACCOUNT",
  type: "suggestion",
  scope: "statement",
  kinds: ["trust"],
  title: "A whole account may assume the role",
  why: "An account id or its `root` stands for the whole account: every identity there whose own policies allow it may assume the role.",
  fix: "Name the role or user that needs it. For a service of another company, add a condition on `sts:ExternalId`.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts",
  *check(statement, { text }) {
    if (!allows(statement) || statement.conditions.length > 0) return;
    for (const { text: item } of principalTexts(statement, "AWS", false)) {
      if (!isAccountId(item.value) && !/^arn:[^:]+:iam::[^:]+:root$/.test(item.value)) continue;
      const edit = addCondition(text, statement, "StringEquals", "sts:ExternalId", "<EXTERNAL_ID>");
      yield {
        span: item.span,
        message: "Every identity of the account may assume the role if its own policies allow it.",
        fixes:
          edit === undefined
            ? []
            : [{ title: "Add a condition on sts:ExternalId", edits: [edit], safe: false, placeholder: true }],
      };
    }
  },
};
