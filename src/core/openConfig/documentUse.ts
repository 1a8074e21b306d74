import type { PolicyReference, RoleConfig } from "../roleConfig/model.ts";
import { fileOf, type RoleConfigSource } from "./chain.ts";

/** How a role config uses a policy file. */
export type PolicyUse =
  /** A policy of whoever makes the first call. */
  | { readonly kind: "caller" }
  /** The trust policy of the role of this hop (from 0). */
  | { readonly kind: "trust"; readonly hop: number }
  /** A policy, boundary or session policy of the role of this hop. */
  | { readonly kind: "role"; readonly hop: number }
  | { readonly kind: "bucket"; readonly bucket: number };

export interface DocumentUse {
  readonly source: RoleConfigSource;
  readonly use: PolicyUse;
}

/** Every place where one of the role configs names the file `path`, in their order. */
export function usesOf(path: string, sources: readonly RoleConfigSource[]): DocumentUse[] {
  return sources.flatMap((source) =>
    references(source.config).flatMap(({ reference, use }) =>
      fileOf(reference, source.path) === path ? [{ source, use }] : [],
    ),
  );
}

function references(config: RoleConfig): { reference: PolicyReference | undefined; use: PolicyUse }[] {
  const { caller } = config;
  const ofCaller = [
    ...(caller?.policies ?? []),
    caller?.permissionsBoundary,
    ...(caller?.serviceControlPolicies ?? []).flat(),
    ...(caller?.resourceControlPolicies ?? []).flat(),
  ];
  return [
    ...ofCaller.map((reference) => ({ reference, use: { kind: "caller" } as const })),
    ...config.hops.flatMap(({ trustPolicy, policies, permissionsBoundary, sessionPolicy }, hop) => [
      { reference: trustPolicy, use: { kind: "trust", hop } as const },
      ...[...policies, permissionsBoundary, sessionPolicy].map((reference) => ({
        reference,
        use: { kind: "role", hop } as const,
      })),
    ]),
    ...config.buckets.map(({ policy }, bucket) => ({
      reference: policy,
      use: { kind: "bucket", bucket } as const,
    })),
  ];
}
