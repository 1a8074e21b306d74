import type { PolicyKind } from "../core/policy/model.ts";
import type { PolicyReference } from "../core/roleConfig/model.ts";
import { parseRoleConfig } from "../core/roleConfig/parse.ts";

/** A policy file that a role config names. */
export interface NamedPolicy {
  /** Relative to the config's folder. */
  readonly path: string;
  readonly kind: PolicyKind;
  /** Names of the variables that fill its placeholders. */
  readonly filled: readonly string[];
}

/** The policy files of a role config, with the kind that their place in it gives them. */
export function policiesOf(text: string): readonly NamedPolicy[] {
  const { caller, hops, buckets, variables } = parseRoleConfig(text);
  const filled = variables.map(({ name }) => name.value);
  const named: NamedPolicy[] = [];
  const add = (kind: PolicyKind, ...references: readonly (PolicyReference | undefined)[]) => {
    for (const reference of references) {
      if (reference?.kind === "file") named.push({ path: reference.path.value, kind, filled });
    }
  };
  add("identity", ...(caller?.policies ?? []));
  add("boundary", caller?.permissionsBoundary);
  add("scp", ...(caller?.serviceControlPolicies ?? []).flat());
  add("rcp", ...(caller?.resourceControlPolicies ?? []).flat());
  for (const hop of hops) {
    add("trust", hop.trustPolicy);
    add("identity", ...hop.policies);
    add("boundary", hop.permissionsBoundary);
    add("session", hop.sessionPolicy);
  }
  for (const bucket of buckets) add("bucket", bucket.policy);
  return named;
}
