import { isAccountId } from "../../core/arn.ts";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { escapeMarkdown, inlineCode } from "./markdown.ts";
import { describeAccount, describeArn } from "./describeArn.ts";
import type { WorkspaceFacts } from "../workspaceFacts.ts";

/**
 * Who a principal is, in words.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export async function describePrincipal(
  catalogue: Catalogue,
  type: string,
  value: string,
  facts: WorkspaceFacts,
): Promise<string | undefined> {
  if (value === "*") return describeEveryone();
  switch (type) {
    case "AWS":
      return describeAwsPrincipal(catalogue, value, facts);
    case "Service":
      return describeServicePrincipal(catalogue, value);
    case "Federated":
      return describeProvider(catalogue, value, facts);
    case "CanonicalUser":
      return "**Account**, named by its canonical user id. AWS shows such a principal as the account's root ARN later.";
    default:
      return undefined;
  }
}

export function describeEveryone(): string {
  return "**Everyone**, in every account and without credentials too, unless a condition says less.";
}

export function describeServicePrincipal(catalogue: Catalogue, value: string): string | undefined {
  const match = catalogue.servicePrincipals.find(value);
  if (match === undefined) return undefined;
  const { principal, region } = match;
  return [
    `**Service principal** ${inlineCode(value)}${region === undefined ? "" : `, in region ${inlineCode(region)} only`}`,
    `[Where AWS names it](${principal.source})`,
  ].join("\n\n");
}

async function describeAwsPrincipal(
  catalogue: Catalogue,
  value: string,
  facts: WorkspaceFacts,
): Promise<string | undefined> {
  if (isAccountId(value)) {
    return [
      describeAccount(value, facts),
      "**The whole account**, as its root ARN: an identity policy there must allow the action too.",
    ].join("\n\n");
  }
  if (/^A[A-Z]{3}[A-Z0-9]{12,}$/.test(value)) {
    const kind = uniqueIds[value.slice(0, 4)] ?? "a principal";
    return `**Unique id** of ${kind}. AWS writes it in place of the ARN once that principal is deleted; another one of the same name does not match it.`;
  }
  const words = await describeArn(catalogue, value, facts);
  if (words === undefined) return undefined;
  return value.includes(":role/")
    ? `${words}\n\nEvery session of the role. In the role's own account this is enough by itself; from another account the role's policies must allow the action too.`
    : words;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
const uniqueIds: Readonly<Record<string, string>> = {
  AROA: "a role",
  AIDA: "a user",
  AIPA: "an instance profile",
};

function describeProvider(
  catalogue: Catalogue,
  value: string,
  facts: WorkspaceFacts,
): string | Promise<string | undefined> {
  const match = /^arn:[^:]*:iam::([^:]*):(oidc|saml)-provider\/(.+)$/.exec(value);
  const [, account = "", kind, name = value] = match ?? [];
  if (kind === "saml") {
    return [`**SAML provider** ${inlineCode(name)}`, describeAccount(account, facts) ?? ""]
      .join("\n\n")
      .trim();
  }
  const provider = catalogue.oidcProviders.find(name);
  if (match === null && provider === undefined) return describeArn(catalogue, value, facts);
  return [
    `**OIDC provider** ${inlineCode(name)}${provider === undefined ? "" : `: ${escapeMarkdown(provider.name)}`}`,
    describeAccount(account, facts) ?? "",
    provider !== undefined && provider.requiredKeys.length > 0
      ? `Shared by many: IAM wants a condition on ${provider.requiredKeys.map((key) => inlineCode(key)).join(" or ")}.`
      : "",
    provider === undefined ? "" : `[About this provider](${provider.source})`,
  ]
    .filter((line) => line !== "")
    .join("\n\n");
}
