import { readConditions } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";
import { onlyServices } from "./serviceStatements.ts";

/**
 * Keys that describe an identity in an account, which a service principal is not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties
 */
const identityKeys =
  /^aws:(?:PrincipalOrgID|PrincipalOrgPaths|username|MultiFactorAuthPresent|MultiFactorAuthAge|FederatedProvider)$/i;

/** IAM Roles Anywhere sets these when it assumes a role, so they are impossible only outside of trust policies. */
const sessionKeys = /^aws:(?:PrincipalTag\/.*|SourceIdentity)$/i;

export const unsupportedConditionKeyForServicePrincipal: StatementRule = {
  code: "UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL",
  type: "error",
  scope: "statement",
  kinds: ["trust", "bucket"],
  title: "A key that calls of a service do not have",
  why: "A service principal is no identity of an account: its calls carry no organization, tags or MFA of a principal. A condition on these never holds for it.",
  fix: "Use `aws:SourceAccount`, `aws:SourceArn` or `aws:SourceOrgID`, which say for whom the service acts.",
  source: analyzerCheck("error-unsupported-condition-key-for-service-principal"),
  *check(statement, { kind }) {
    const [service] = onlyServices(statement);
    if (service === undefined) return;
    for (const { key, written } of readConditions(statement)) {
      if (written.ifExists || written.negated || written.family === "Null" || written.set === "ForAllValues")
        continue;
      if (!identityKeys.test(key.value) && !(kind === "bucket" && sessionKeys.test(key.value))) continue;
      yield {
        span: key.span,
        message: `Calls of ${service} carry no ${key.value}, so this never holds.`,
      };
    }
  },
};
