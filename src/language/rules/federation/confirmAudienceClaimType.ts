import { readConditions } from "../readings/statement.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const confirmAudienceClaimType: StatementRule = {
  code: "CONFIRM_AUDIENCE_CLAIM_TYPE",
  type: "suggestion",
  scope: "statement",
  kinds: ["trust"],
  title: "Set operator on an audience",
  why: "Most providers give tokens with one audience, for which a condition has no set operator. `ForAllValues` also holds for a token without an audience.",
  fix: "Without a reason in the provider's documentation, write `StringEquals`.",
  source: analyzerCheck("suggestion-confirm-audience-claim-type"),
  *check(statement, { catalogue }) {
    for (const { operator, written, key } of readConditions(statement)) {
      const claim = catalogue.oidcProviders.key(key.value);
      if (claim?.claim.toLowerCase() !== "aud" || written.set === undefined) continue;
      // AWS itself documents ForAnyValue for the authentication method, not for the audience.
      const plain = operator.value.replace(/^For\w+Values?:/i, "");
      const taken = statement.conditions.some((other) => other.operator.value === plain);
      const alone = statement.conditions.filter((other) => other.operator.span.start === operator.span.start);
      yield {
        span: operator.span,
        message: `${written.set} is for tokens with several audiences: does ${claim.issuer} give such?`,
        fixes:
          taken || alone.length > 1
            ? []
            : [{ title: `Change to ${plain}`, edits: [replaceText(operator, plain)], safe: false }],
      };
    }
  },
};
