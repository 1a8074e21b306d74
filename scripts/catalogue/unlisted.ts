import { KeyTable } from "../../src/core/catalogue/keyTable.ts";
import { statementsOf, type SourcePolicy } from "./managedPolicies.ts";
import type { SourceService } from "./readActions.ts";

/**
 * Names that the reference does not have now, though AWS used them: in the older edition, or in a managed policy. They
 * keep a rule from calling a misspelling what AWS wrote itself. Wildcards count only for the service that they name.
 */
export function unlistedActions(
  services: readonly SourceService[],
  earlier: readonly SourceService[],
  policies: readonly SourcePolicy[],
): Record<string, string> {
  const listed = new Map(
    services.map(({ prefix, actions }) => [prefix, new Set(actions.map(({ name }) => name.toLowerCase()))]),
  );
  const unlisted = new Map<string, Map<string, string>>();
  const note = (prefix: string, name: string) => {
    const wild = /[*?]/.test(prefix + name);
    if (wild ? listed.has(prefix) || /[*?]/.test(prefix) : listed.get(prefix)?.has(name.toLowerCase()))
      return;
    const names = unlisted.get(prefix) ?? new Map<string, string>();
    if (!wild) names.set(name.toLowerCase(), name);
    unlisted.set(prefix, names);
  };
  for (const { prefix, actions } of earlier) for (const { name } of actions) note(prefix, name);
  for (const action of policies.flatMap(statementsOf).flatMap(({ actions }) => actions)) {
    const [prefix = "", name] = action.split(":");
    if (name !== undefined) note(prefix.toLowerCase(), name);
  }
  return Object.fromEntries(
    [...unlisted]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([prefix, names]) => [prefix, [...names.values()].sort().join(" ")]),
  );
}

export function unlistedKeys(
  services: readonly SourceService[],
  globalKeys: readonly string[],
  earlier: readonly SourceService[],
  policies: readonly SourcePolicy[],
): string[] {
  const known = [...globalKeys, ...services.flatMap(({ keys }) => keys.map(({ key }) => key))];
  const listed = new KeyTable(known.map((key) => [key, true]));
  const used = [
    ...earlier.flatMap(({ keys }) => keys.map(({ key }) => key)),
    ...policies.flatMap(statementsOf).flatMap(({ conditions }) => conditions.map(({ key }) => key)),
  ];
  return [...new Set(used.filter((key) => !listed.find(key)).map((key) => key.toLowerCase()))].sort();
}
