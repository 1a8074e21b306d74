import { parseArn } from "../../../core/arn.ts";
import { findPlaceholders } from "../../../core/placeholder.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { contentSpan } from "../readings/innerSpan.ts";
import { isOpen } from "../readings/resourceArn.ts";
import { principalTexts } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const invalidFederatedPrincipalSyntax: StatementRule = {
  code: "INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY",
  type: "error",
  scope: "statement",
  kinds: ["trust"],
  title: "Not an identity provider",
  why: "Under `Federated` stands the ARN of a SAML or OIDC provider in IAM, or the domain of one that AWS knows: `cognito-identity.amazonaws.com`, `accounts.google.com`, `graph.facebook.com`, `www.amazon.com`.",
  fix: "Write the ARN of the provider: `arn:aws:iam::111122223333:oidc-provider/HOST/PATH`.",
  source: analyzerCheck("error-invalid-federated-principal-syntax-in-role-trust-policy"),
  *check(statement, { text }) {
    for (const { text: item } of principalTexts(statement, "Federated")) {
      const { value } = item;
      if (value === "" || findPlaceholders(value).length > 0) continue;
      const url = /^https?:\/\/([^/]+.*?)\/?$/i.exec(value)?.[1];
      if (
        isOpen(value) ||
        parseArn(value) !== undefined ||
        /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/\S*)?$/i.test(value)
      ) {
        continue;
      }
      yield {
        span: contentSpan(text, item),
        message: `'${value}' is neither the ARN of an identity provider nor a domain.`,
        fixes:
          url === undefined
            ? []
            : [{ title: `Change to ${url}`, edits: [replaceText(item, url)], safe: false }],
      };
    }
  },
};
