import { pathToFileURL } from "node:url";
import { join } from "node:path";
import type { DecisionRequest } from "../../../src/core/evaluate/model.ts";
import { requestContext } from "../../../src/core/evaluate/requestContext.ts";
import type { RandomCase, RandomPolicy } from "./cases.ts";

export type PeerAnswer = "Allowed" | "ExplicitlyDenied" | "ImplicitlyDenied";

/** The part of iam-simulate's interface that is used here. */
interface PeerModule {
  readonly anonymousPrincipal: unknown;
  runSimulation(simulation: object, options: object): Promise<PeerResult>;
}

type PeerResult =
  | { readonly resultType: "single"; readonly overallResult: PeerAnswer }
  | { readonly resultType: "error"; readonly errors: { readonly message: string } };

export type AskPeer = (
  one: RandomCase,
  request: DecisionRequest,
) => Promise<PeerAnswer | { readonly error: string }>;

/**
 * Loads iam-simulate from the folder it was installed in (npm, AGPL: it judges, and is no part of the product). The
 * folder is the one that holds its `node_modules`.
 */
export async function loadPeer(folder: string): Promise<AskPeer> {
  const entry = join(folder, "node_modules/@cloud-copilot/iam-simulate/dist/esm/index.js");
  // The peer's types are not installed with the project.
  const peer = (await import(pathToFileURL(entry).href)) as PeerModule;
  return async (one, request) => {
    const result = await peer.runSimulation(simulation(one, request, peer.anonymousPrincipal), {});
    return result.resultType === "single" ? result.overallResult : { error: JSON.stringify(result) };
  };
}

/** Keys that AWS fills and the peer does not. */
const derived = [
  "aws:PrincipalArn",
  "aws:PrincipalAccount",
  "aws:PrincipalType",
  "aws:username",
  "aws:ResourceAccount",
];

function simulation(one: RandomCase, request: DecisionRequest, anonymous: unknown): object {
  const lookUp = requestContext(request, one.resourceAccount);
  const filled = derived.flatMap((key) => {
    const found = lookUp(key.toLowerCase());
    return found.state === "known" ? [[key, found.values[0]] as const] : [];
  });
  const { policies } = one;
  return {
    request: {
      principal: principalOf(one, anonymous),
      action: one.action,
      resource: { resource: one.resource, accountId: one.resourceAccount },
      contextVariables: { ...Object.fromEntries(filled), ...one.context },
    },
    identityPolicies: named(policies.identity ?? []),
    serviceControlPolicies: levels(policies.serviceControl),
    resourceControlPolicies: levels(policies.resourceControl),
    resourcePolicy: policies.resource,
    sessionPolicy: policies.session?.[0],
    permissionBoundaryPolicies:
      policies.permissionsBoundary === undefined ? undefined : named([policies.permissionsBoundary]),
  };
}

function principalOf({ principal }: RandomCase, anonymous: unknown): unknown {
  if (principal === "anonymous") return anonymous;
  if (typeof principal === "string") return principal;
  return principal["service"] ?? principal["federated"] ?? "";
}

function named(policies: readonly RandomPolicy[]): object[] {
  return policies.map((policy, index) => ({ name: `policy ${index}`, policy }));
}

function levels(all: RandomCase["policies"]["serviceControl"]): object[] {
  return (all ?? []).map((policies, level) => ({
    orgIdentifier: `level ${level}`,
    policies: named(policies),
  }));
}
