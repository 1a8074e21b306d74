import { hasWildcard } from "../readings/glob.ts";
import { readConditions, type ReadCondition } from "../readings/statement.ts";
import type { RuleContext } from "../rule.ts";
import type { Statement } from "../../../core/policy/model.ts";

/** Rows that ask for a tag of the resource and do not hold without it. */
export function resourceTagConditions(statement: Statement): readonly ReadCondition[] {
  return readConditions(statement).filter(
    ({ key, written }) =>
      /^aws:ResourceTag\/./i.test(key.value) &&
      !written.ifExists &&
      !written.negated &&
      written.family !== "Null" &&
      written.set !== "ForAllValues",
  );
}

/**
 * The services of the statement's actions for which requests never carry `aws:ResourceTag`, with the actions. A
 * service that has the key for some of its actions is judged by those without wildcards.
 */
export function withoutResourceTag(
  statement: Statement,
  { catalogue }: RuleContext,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { value } of statement.action?.items ?? []) {
    const colon = value.indexOf(":");
    const prefix = value.slice(0, Math.max(colon, 0)).toLowerCase();
    const service = catalogue.loadedService(prefix);
    if (colon === -1 || hasWildcard(prefix) || service === undefined) continue;
    const name = value.slice(colon + 1);
    const tagged = service.conditionKeys.some(({ key }) => isResourceTag(key));
    const action = hasWildcard(name) ? undefined : service.action(name);
    if (action === undefined ? tagged : service.keysOf(action).some(({ key }) => isResourceTag(key)))
      continue;
    // An unknown action of a service with tags may have them.
    if (action === undefined && !hasWildcard(name)) continue;
    found.set(prefix, [...(found.get(prefix) ?? []), value]);
  }
  return found;
}

/** Also `ec2:ResourceTag/${TagKey}`, with which a service says that its resources have tags. */
function isResourceTag(key: string): boolean {
  return /^[a-z0-9-]+:ResourceTag\//i.test(key);
}
