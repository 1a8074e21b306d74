import type { Catalogue } from "../../../core/catalogue/catalogue.ts";
import type { ConditionKeyFacts } from "../../../core/catalogue/model.ts";

/** What is known of a condition key without waiting: a global one, or one of a service that is loaded. */
export function keyFacts(catalogue: Catalogue, key: string): ConditionKeyFacts | undefined {
  const global = catalogue.globalKey(key);
  if (global !== undefined) return global;
  for (const prefix of catalogue.servicesOfKey(key)) {
    const found = catalogue.loadedService(prefix)?.conditionKey(key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The templated key to which the name of a tag, or the like, is still missing. */
export function unfinishedKey(catalogue: Catalogue, key: string): ConditionKeyFacts | undefined {
  const global = catalogue.unfinishedGlobalKey(key);
  if (global !== undefined) return global;
  for (const prefix of catalogue.servicesOfKey(key)) {
    const service = catalogue.loadedService(prefix);
    if (service?.conditionKey(key) !== undefined) return undefined;
    const found = service?.unfinishedKey(key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A key as a user would write it: with `KEY` where a name is to be filled in. */
export function keyText(facts: ConditionKeyFacts): string {
  return facts.key.replace(/\$\{[^}]*\}/g, "KEY");
}
