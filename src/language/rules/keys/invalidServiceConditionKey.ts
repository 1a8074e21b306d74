import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { keyFacts, unfinishedKey } from "./keyFacts.ts";
import { unknownKey } from "./unknownKey.ts";

export const invalidServiceConditionKey: StatementRule = {
  code: "INVALID_SERVICE_CONDITION_KEY",
  type: "error",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Unknown condition key of a service",
  why: "A key that the service does not have is in no request: a condition on it never holds, or always does where it is negated. Where the name is not clearly mistyped it may be newer than the catalogue: then this is a warning.",
  fix: "Use a key from the service's page in the Service Authorization Reference.",
  source: analyzerCheck("error-invalid-service-condition-key"),
  *check(statement, context) {
    const { catalogue } = context;
    for (const { key } of statement.conditions) {
      if (/^aws:/i.test(key.value) || /[<$]/.test(key.value)) continue;
      // Many services take these without their reference saying so.
      if (/^[a-z0-9-]+:(?:Resource|Request)Tag\/./i.test(key.value)) continue;
      const prefixes = catalogue.servicesOfKey(key.value);
      if (prefixes.length === 0 || catalogue.oidcProviders.key(key.value) !== undefined) continue;
      if (prefixes.some((prefix) => catalogue.loadedService(prefix) === undefined)) continue;
      if (keyFacts(catalogue, key.value) !== undefined || unfinishedKey(catalogue, key.value) !== undefined)
        continue;
      yield unknownKey(key, context);
    }
  },
};
