import type { PolicyReference, RoleConfig } from "../../core/roleConfig/model.ts";

/** What a policy is to the role config that names it; `hop` and `bucket` count from 0. */
export type PolicyPart =
  /** A policy of the caller, or of the role of a hop: what it may do. */
  | { readonly kind: "grants"; readonly of: "caller" | number }
  | { readonly kind: "trust"; readonly hop: number }
  | { readonly kind: "bucket"; readonly bucket: number }
  /** It only limits: a boundary, a session policy, a policy of the organization. */
  | { readonly kind: "limits" };

export interface NamedPart {
  readonly reference: PolicyReference;
  readonly part: PolicyPart;
}

/** Every policy that a role config names or holds, with its part. */
export function partsOf({ caller, hops, buckets }: RoleConfig): NamedPart[] {
  const parts: NamedPart[] = [];
  const add = (part: PolicyPart, ...references: readonly (PolicyReference | undefined)[]) => {
    for (const reference of references) if (reference !== undefined) parts.push({ reference, part });
  };
  if (caller !== undefined) {
    add({ kind: "grants", of: "caller" }, ...caller.policies);
    const organization = [...caller.serviceControlPolicies, ...caller.resourceControlPolicies].flat();
    add({ kind: "limits" }, caller.permissionsBoundary, ...organization);
  }
  for (const [hop, one] of hops.entries()) {
    add({ kind: "trust", hop }, one.trustPolicy);
    add({ kind: "grants", of: hop }, ...one.policies);
    const organization = [...one.serviceControlPolicies, ...one.resourceControlPolicies].flat();
    add({ kind: "limits" }, one.permissionsBoundary, one.sessionPolicy, ...organization);
  }
  for (const [bucket, { policy, resourceControlPolicies }] of buckets.entries()) {
    add({ kind: "bucket", bucket }, policy);
    add({ kind: "limits" }, ...resourceControlPolicies.flat());
  }
  return parts;
}
