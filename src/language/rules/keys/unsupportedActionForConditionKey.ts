import { isSettled } from "../readings/settledServices.ts";
import { hasWildcard } from "../readings/glob.ts";
import { listed } from "../readings/quote.ts";
import { readConditions } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";
import { keyFacts } from "./keyFacts.ts";

export const unsupportedActionForConditionKey: StatementRule = {
  code: "UNSUPPORTED_ACTION_FOR_CONDITION_KEY",
  type: "error",
  scope: "statement",
  reads: "Condition",
  kinds: ["identity", "session", "boundary", "bucket"],
  title: "Condition key that an action does not have",
  why: "Requests for the action do not carry the key, so the condition never holds for it: an `Allow` allows nothing, a `Deny` denies nothing. Only actions without wildcards are checked. For services whose reference has gaps this is a warning.",
  fix: "Move the actions into a statement of their own, without this condition.",
  source: analyzerCheck("error-unsupported-action-for-condition-key"),
  *check(statement, { catalogue }) {
    const items = statement.action?.items ?? [];
    if (items.length === 0) return;
    for (const { key, written } of readConditions(statement)) {
      // These hold, or may, for a request without the key.
      if (written.ifExists || written.negated || written.family === "Null" || written.set === "ForAllValues")
        continue;
      if (catalogue.globalKey(key.value) !== undefined || keyFacts(catalogue, key.value) === undefined)
        continue;
      const prefix = key.value.slice(0, key.value.indexOf(":")).toLowerCase();
      // Attributes and claims stay with the session that was made from them.
      if (prefix === "saml" || prefix.includes(".")) continue;
      const judged = items.map(({ value }) => {
        const colon = value.indexOf(":");
        if (hasWildcard(value)) return { value, supported: undefined };
        const service = catalogue.loadedService(value.slice(0, Math.max(colon, 0)));
        const action = service?.action(value.slice(colon + 1));
        if (service === undefined || action === undefined) return { value, supported: undefined };
        const supported = service.keysOf(action).some((facts) => sameKey(facts.key, key.value));
        return { value, supported, own: service.summary.prefix === prefix };
      });
      const without = judged.filter(({ supported }) => supported === false);
      if (without.length === 0) continue;
      const certain = judged.some(({ supported }) => supported === true);
      // Where no action at all has the key, the fault may be the reference's.
      if (!certain && without.some(({ own }) => own === true)) continue;
      yield {
        span: key.span,
        message: `Requests for ${listed(without.map(({ value }) => value))} carry no ${key.value}: the condition never holds for them.`,
        ...(isSettled(prefix) ? {} : { severity: "warning" as const }),
      };
    }
  },
};

/** Compares the name before what the user fills in. */
function sameKey(known: string, written: string): boolean {
  const hole = known.indexOf("${");
  const a = known.toLowerCase();
  const b = written.toLowerCase();
  return hole === -1 ? a === b : b.startsWith(a.slice(0, hole));
}
