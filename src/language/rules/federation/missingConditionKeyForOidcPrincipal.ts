import { listed } from "../readings/quote.ts";
import { allows } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";
import { claimsOf, providersOf } from "./provider.ts";

export const missingConditionKeyForOidcPrincipal: StatementRule = {
  code: "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL",
  type: "securityWarning",
  scope: "statement",
  kinds: ["trust"],
  title: "OIDC provider without a condition on its tokens",
  why: "An OIDC provider gives tokens to many parties. Without a condition on a claim, such as `HOST:aud` or `HOST:sub`, each of them can assume the role. For providers that many organizations share IAM asks for a certain claim.",
  fix: "Add conditions on `HOST:aud` and `HOST:sub`.",
  source: analyzerCheck("security-warning-missing-condition-key-for-oidc-principal"),
  *check(statement, { catalogue }) {
    if (!allows(statement)) return;
    for (const { text: item, kind, issuer } of providersOf(statement)) {
      // GitHub has a rule of its own.
      if (kind !== "oidc" || issuer.toLowerCase() === "token.actions.githubusercontent.com") continue;
      const claims = claimsOf(statement, issuer);
      const required = catalogue.oidcProviders.find(issuer)?.requiredKeys ?? [];
      const names = required.map((key) => key.slice(key.lastIndexOf(":") + 1).toLowerCase());
      if (names.length > 0 && !names.some((name) => claims.includes(name))) {
        yield {
          span: item.span,
          message: `Many organizations share ${issuer}: IAM asks for a condition on ${listed(required)}.`,
        };
      } else if (claims.length === 0) {
        yield {
          span: item.span,
          message: `Anyone with a token of ${issuer} can assume the role: add conditions on ${issuer}:aud and ${issuer}:sub.`,
        };
      }
    }
  },
};
