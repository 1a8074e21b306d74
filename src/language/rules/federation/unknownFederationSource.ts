import { isOpen } from "../readings/resourceArn.ts";
import { allows } from "../readings/statement.ts";
import { type StatementRule } from "../rule.ts";
import { providersOf } from "./provider.ts";

export const unknownFederationSource: StatementRule = {
  code: "UNKNOWN_FEDERATION_SOURCE",
  type: "warning",
  scope: "statement",
  kinds: ["trust"],
  title: "A domain that AWS does not know as identity provider",
  why: "Only a few identity providers are built into AWS and named by their domain. Any other is created in IAM first and named by its ARN.",
  fix: "Write `arn:aws:iam::ACCOUNT:oidc-provider/HOST`.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-federated-web-identity",
  *check(statement, { catalogue }) {
    if (!allows(statement)) return;
    for (const { text, kind, issuer } of providersOf(statement)) {
      if (kind !== "oidc" || isOpen(text.value) || text.value.startsWith("arn:")) continue;
      if (catalogue.oidcProviders.find(issuer)?.builtIn === true) continue;
      yield {
        span: text.span,
        message: `AWS knows '${issuer}' only as a provider that was created in IAM: name it by its ARN.`,
      };
    }
  },
};
