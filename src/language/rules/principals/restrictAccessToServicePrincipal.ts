import { addCondition } from "../../fixes/conditionEdits.ts";
import { allows, conditionsOn, principalTexts } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";
import { sourceKeys } from "./serviceStatements.ts";

export const restrictAccessToServicePrincipal: StatementRule = {
  code: "RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL",
  type: "securityWarning",
  scope: "statement",
  kinds: ["bucket"],
  title: "Service without its source",
  why: "A service acts for many customers. Without `aws:SourceArn` or `aws:SourceAccount` another customer can make it use your bucket (the confused deputy problem).",
  fix: "Add a condition on `aws:SourceArn` or `aws:SourceAccount`.",
  source: analyzerCheck("security-warning-restrict-access-to-service-principal"),
  *check(statement, { text }) {
    const [first] = principalTexts(statement, "Service", false);
    if (first === undefined || !allows(statement)) return;
    // CloudFront and others may be limited by a key of their own; any of these says for whom the service acts.
    if (
      conditionsOn(
        statement,
        ...sourceKeys,
        "aws:SourceOwner",
        "aws:SourceVpce",
        "aws:SourceVpc",
        "aws:Referer",
        "aws:PrincipalOrgID",
      ).length > 0
    )
      return;
    const account = addCondition(text, statement, "StringEquals", "aws:SourceAccount", "<ACCOUNT_ID>");
    const arn = addCondition(text, statement, "ArnLike", "aws:SourceArn", "<SOURCE_ARN>");
    yield {
      span: first.text.span,
      message: `${first.text.value} may act for any customer here: add aws:SourceArn or aws:SourceAccount.`,
      fixes: [
        ...(account === undefined
          ? []
          : [{ title: "Add aws:SourceAccount", edits: [account], safe: false, placeholder: true }]),
        ...(arn === undefined
          ? []
          : [{ title: "Add aws:SourceArn", edits: [arn], safe: false, placeholder: true }]),
      ],
    };
  },
};
