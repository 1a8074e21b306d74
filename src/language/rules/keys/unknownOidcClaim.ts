import { nearestName } from "../../../core/text/nearest.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { type StatementRule } from "../rule.ts";

export const unknownOidcClaim: StatementRule = {
  code: "UNKNOWN_OIDC_CLAIM",
  type: "warning",
  scope: "statement",
  reads: "Condition",
  kinds: ["trust", "identity", "session", "boundary", "bucket"],
  title: "Claim that AWS does not take from the provider's tokens",
  why: "AWS makes condition keys of some claims of a token only. A condition on another claim never holds.",
  fix: "Use a claim that AWS takes, such as `sub` or `aud`.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif",
  *check({ conditions }, { catalogue }) {
    for (const { key } of conditions) {
      const claim = catalogue.oidcProviders.key(key.value);
      if (claim?.provider === undefined || claim.key !== undefined) continue;
      const names = claim.provider.claims.map(({ key: known }) => known.slice(known.lastIndexOf(":") + 1));
      const meant = nearestName(claim.claim, names);
      yield {
        span: key.span,
        message: `AWS is not known to take the claim '${claim.claim}' from tokens of ${claim.provider.name}.`,
        fixes:
          meant === undefined
            ? []
            : [
                {
                  title: `Change to ${claim.issuer}:${meant}`,
                  edits: [replaceText(key, `${claim.issuer}:${meant}`)],
                  safe: false,
                },
              ],
      };
    }
  },
};
