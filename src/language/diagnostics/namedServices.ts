import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { Statement } from "../../core/policy/model.ts";

/** A service pattern that covers more services than this is judged by names alone. */
const mostServices = 8;

/** Prefixes of the services whose facts the rules need for a statement: of its actions, condition keys and ARNs. */
export function namedServices(statement: Statement, catalogue: Catalogue): ReadonlySet<string> {
  const found = new Set<string>();
  for (const list of [statement.action, statement.notAction]) {
    for (const { value } of list?.items ?? []) {
      const colon = value.indexOf(":");
      if (colon < 1) continue;
      const services = catalogue.servicesMatching(value.slice(0, colon));
      if (services.length <= mostServices) for (const { prefix } of services) found.add(prefix);
    }
  }
  for (const { key } of statement.conditions) {
    for (const prefix of catalogue.servicesOfKey(key.value)) found.add(prefix);
  }
  for (const list of [statement.resource, statement.notResource]) {
    for (const { value } of list?.items ?? []) {
      // Other services list resource types of this one too: an ARN is judged by all of them.
      const service = value.split(":", 3)[2];
      if (service !== undefined) for (const prefix of catalogue.servicesOfArn(service)) found.add(prefix);
    }
  }
  return found;
}
