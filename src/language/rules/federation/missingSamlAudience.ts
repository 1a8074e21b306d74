import { addCondition } from "../../fixes/conditionEdits.ts";
import { allows, conditionsOn } from "../readings/statement.ts";
import { covers } from "../trust/stsAction.ts";
import { type StatementRule } from "../rule.ts";
import { providersOf } from "./provider.ts";

/**
 * Where AWS takes SAML assertions, by partition.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_saml_assertions.html
 */
const endpoints: Readonly<Record<string, string>> = {
  aws: "https://signin.aws.amazon.com/saml",
  "aws-cn": "https://signin.amazonaws.cn/saml",
  "aws-us-gov": "https://signin.amazonaws-us-gov.com/saml",
};

export const missingSamlAudience: StatementRule = {
  code: "MISSING_SAML_AUDIENCE",
  type: "warning",
  scope: "statement",
  kinds: ["trust"],
  title: "SAML provider without SAML:aud",
  why: "`SAML:aud` is the place that an assertion was made for. Without it an assertion that the provider made for something else may be taken.",
  fix: 'Add `"StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" }`.',
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html",
  *check(statement, { text }) {
    const [provider] = providersOf(statement).filter(({ kind }) => kind === "saml");
    if (provider === undefined || !allows(statement) || !covers(statement, "sts:AssumeRoleWithSAML")) return;
    if (conditionsOn(statement, "SAML:aud", "SAML:iss", "SAML:doc").length > 0) return;
    const endpoint = endpoints[provider.text.value.split(":")[1] ?? ""];
    const edit =
      endpoint === undefined
        ? undefined
        : addCondition(text, statement, "StringEquals", "SAML:aud", endpoint);
    yield {
      span: provider.text.span,
      message: "The statement does not say for whom the provider's assertions were made: add SAML:aud.",
      fixes: edit === undefined ? [] : [{ title: "Add SAML:aud", edits: [edit], safe: false }],
    };
  },
};
