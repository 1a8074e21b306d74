import { isAccountId, parseArn } from "../../../core/arn.ts";
import { addCondition } from "../../fixes/conditionEdits.ts";
import { allows, conditionsOn, principalTexts } from "../readings/statement.ts";
import { type StatementRule } from "../rule.ts";
import { covers } from "./stsAction.ts";

export const missingExternalId: StatementRule = {
  code: "MISSING_EXTERNAL_ID",
  type: "warning",
  scope: "statement",
  kinds: ["trust"],
  title: "Another company's account without an external id",
  why: "A company that works for many customers could be made to use your role for another of them (the confused deputy problem). An external id that it uses for you alone prevents that. Reported only for accounts that are not yours, where your own accounts are known.",
  fix: "Add a condition on `sts:ExternalId` with the id that the company gave you.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
  *check(statement, { text, settings: { ownAccounts } }) {
    if (ownAccounts.length === 0 || !allows(statement) || !covers(statement, "sts:AssumeRole")) return;
    const guards = ["sts:ExternalId", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths"];
    if (conditionsOn(statement, ...guards).length > 0) return;
    for (const { text: item } of principalTexts(statement, "AWS", false)) {
      const account = isAccountId(item.value) ? item.value : parseArn(item.value)?.account;
      if (account === undefined || !isAccountId(account) || ownAccounts.includes(account)) continue;
      const edit = addCondition(text, statement, "StringEquals", "sts:ExternalId", "<EXTERNAL_ID>");
      yield {
        span: item.span,
        message: `${account} is none of your accounts: add a condition on sts:ExternalId.`,
        fixes:
          edit === undefined
            ? []
            : [{ title: "Add a condition on sts:ExternalId", edits: [edit], safe: false, placeholder: true }],
      };
    }
  },
};
