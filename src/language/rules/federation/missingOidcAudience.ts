import { addCondition } from "../../fixes/conditionEdits.ts";
import { allows } from "../readings/statement.ts";
import { type StatementRule } from "../rule.ts";
import { claimsOf, providersOf } from "./provider.ts";

export const missingOidcAudience: StatementRule = {
  code: "MISSING_OIDC_AUDIENCE",
  type: "suggestion",
  scope: "statement",
  kinds: ["trust"],
  title: "OIDC provider without an audience",
  why: "`HOST:aud` is the party that a token was made for. Without it a token that was made for another party but has a fitting subject may be taken, as far as the provider's audiences in IAM allow.",
  fix: "Add a condition on `HOST:aud`.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
  *check(statement, { text, catalogue }) {
    if (!allows(statement)) return;
    for (const { text: item, kind, issuer } of providersOf(statement)) {
      const claims = claimsOf(statement, issuer);
      if (kind !== "oidc" || claims.length === 0) continue;
      if (claims.some((claim) => ["aud", "oaud", "app_id", "azp"].includes(claim))) continue;
      const audience = catalogue.oidcProviders.find(issuer)?.audience ?? "<AUDIENCE>";
      const edit = addCondition(text, statement, "StringEquals", `${issuer}:aud`, audience);
      yield {
        span: item.span,
        message: `The statement does not say for whom the tokens were made: add ${issuer}:aud.`,
        fixes:
          edit === undefined
            ? []
            : [
                {
                  title: `Add ${issuer}:aud`,
                  edits: [edit],
                  safe: false,
                  ...(audience.startsWith("<") ? { placeholder: true } : {}),
                },
              ],
      };
    }
  },
};
