import { isAccountId, parseArn } from "../../../core/arn.ts";
import { findPlaceholders } from "../../../core/placeholder.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { contentSpan } from "../readings/innerSpan.ts";
import { isOpen } from "../readings/resourceArn.ts";
import { principalTexts } from "../readings/statement.ts";
import { type StatementRule } from "../rule.ts";

export const invalidProviderArn: StatementRule = {
  code: "INVALID_PROVIDER_ARN",
  type: "error",
  scope: "statement",
  kinds: ["trust"],
  title: "Wrong ARN of an identity provider",
  why: "The ARN of a provider is `arn:aws:iam::ACCOUNT:saml-provider/NAME` or `arn:aws:iam::ACCOUNT:oidc-provider/HOST/PATH`, without `https://` and without a slash at the end.",
  fix: "Copy the ARN from the provider's page in IAM.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-federated-web-identity",
  *check(statement, { text }) {
    for (const { text: item } of principalTexts(statement, "Federated")) {
      if (isOpen(item.value) || findPlaceholders(item.value).length > 0) continue;
      const problem = problemOf(item.value);
      if (problem === undefined) continue;
      const meant = item.value
        .replace(/(:oidc-provider\/)https?:\/\//i, "$1")
        .replace(/(:oidc-provider\/.*?)\/+$/, "$1");
      yield {
        span: contentSpan(text, item),
        message: problem,
        fixes:
          meant === item.value || problemOf(meant) !== undefined
            ? []
            : [{ title: `Change to ${meant}`, edits: [replaceText(item, meant)], safe: true }],
      };
    }
  },
};

function problemOf(value: string): string | undefined {
  const arn = parseArn(value);
  if (arn === undefined) return undefined;
  if (arn.service !== "iam") return `An identity provider is of iam, not of ${arn.service}.`;
  if (arn.region !== "") return "IAM has no region in its ARNs: leave the field empty.";
  if (!isAccountId(arn.account)) return `'${arn.account}' is no account id: it has 12 digits.`;
  const [, type, name = ""] = /^([^/]*)\/?(.*)$/.exec(arn.resource) ?? [];
  if (type === "saml-provider") {
    return /^[\w.-]{1,128}$/.test(name)
      ? undefined
      : "The name of a SAML provider has letters, digits and ._- only.";
  }
  if (type !== "oidc-provider") return "A Federated principal is a saml-provider/ or an oidc-provider/.";
  if (/^https?:/i.test(name)) return "The ARN of an OIDC provider has the host without https://.";
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:\/|$)/i.test(name))
    return "Behind oidc-provider/ stands the host of the provider.";
  return name.endsWith("/") ? "The ARN of an OIDC provider has no slash at its end." : undefined;
}
