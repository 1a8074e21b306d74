import type { PackedServicePrincipal } from "../../src/core/catalogue/packed.ts";
import { misspelled, principalForms, servicePrincipals } from "./handKept/servicePrincipals.ts";
import { statementsOf, type SourcePolicy } from "./managedPolicies.ts";

/** Condition keys whose values in AWS managed policies are service principals. */
const principalKeys: ReadonlySet<string> = new Set([
  "iam:passedtoservice",
  "iam:awsservicename",
  "organizations:serviceprincipal",
  "lambda:principal",
]);

/** Every known service principal with the page that names it, sorted; the hand-kept pages win over managed policies. */
export function packServicePrincipals(policies: readonly SourcePolicy[]): PackedServicePrincipal[] {
  const sources = new Map<string, string>();
  const forms = new Map(Object.entries(principalForms).map(([name, texts]) => [name, new Set(texts)]));
  for (const [page, names] of Object.entries(servicePrincipals)) {
    for (const name of names) if (!sources.has(name)) sources.set(name, page);
  }
  for (const policy of policies) {
    for (const value of principalValues(policy)) {
      if (misspelled.has(value)) continue;
      const [, base, china] = /^((?:[a-z0-9-]+\.)+amazonaws\.com)(\.cn)?$/.exec(value) ?? [];
      if (base === undefined) continue;
      if (!sources.has(base)) {
        sources.set(
          base,
          `https://docs.aws.amazon.com/aws-managed-policy/latest/reference/${policy.name}.html`,
        );
      }
      if (china !== undefined) forms.set(base, (forms.get(base) ?? new Set()).add(value));
    }
  }
  for (const name of forms.keys())
    if (!sources.has(name)) throw new Error(`${name} has forms but no source.`);
  return [...sources]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, source]) => [name, source, ...[...(forms.get(name) ?? [])].sort()]);
}

function principalValues(policy: SourcePolicy): string[] {
  return statementsOf(policy).flatMap(({ conditions }) =>
    conditions.flatMap(({ key, values }) => (principalKeys.has(key.toLowerCase()) ? values : [])),
  );
}
