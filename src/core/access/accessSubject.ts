import type { PolicyDocument, Principal } from "../evaluate/model.ts";
import { policyArn } from "../evaluate/principal.ts";
import type { Policy } from "../policy/model.ts";
import { callerActor, sessionActor, type Actor } from "../simulate/actor.ts";
import type { LoadedChain } from "../simulate/model.ts";
import { namedResources, resourcesOfArn, type NamedResource } from "./namedResources.ts";
import type { AccessSubject } from "./roleAccess.ts";

/** Whose access is asked for: a subject, what to call it, and what it was made from, in lines. */
export interface NamedSubject {
  readonly name: string;
  readonly about: readonly string[];
  readonly subject: AccessSubject;
}

/**
 * The session of a hop (from 0), or the caller (`-1`), whether the chain leads there or not: this is about what the
 * role could do, not about who may take it. Undefined where the config names nobody there.
 */
export function subjectOfChain(chain: LoadedChain, hop: number): NamedSubject | undefined {
  const { config, caller, hops } = chain;
  let actor: Actor | undefined = config.caller && callerActor(config.caller, caller);
  for (let index = 0; index <= hop && actor !== undefined; index++) {
    const step = config.hops[index];
    const loaded = hops[index];
    actor = step && loaded && sessionActor(actor, step, loaded);
  }
  if (actor === undefined || !("account" in actor.principal)) return undefined;
  const { principal, layers, context } = actor;
  const identity = layers.identity ?? [];
  const documents = [
    ...identity,
    ...(layers.permissionsBoundary === undefined ? [] : [layers.permissionsBoundary]),
    ...(layers.session ?? []),
    ...(layers.serviceControl ?? []).flat(),
  ];
  return {
    name: nameOf(principal),
    about: [
      `as ${principal.arn}`,
      documents.length === 0
        ? "The role config names no policy of it."
        : `by ${[...new Set(documents.map(({ name }) => name))].join(", ")}`,
    ],
    subject: {
      principal,
      policies: layers,
      context,
      resources: withBuckets(
        namedResources(identity.map(({ policy }) => policy)),
        chain,
        principal.partition,
      ),
      resource: (named) => resourceOf(chain, named),
    },
  };
}

/** Of a policy that no role config names: its role has no name, and nothing is known of the other side. */
export function subjectOfPolicy(name: string, policy: Policy): NamedSubject {
  const account = "000000000000";
  const arn = `arn:aws:iam::${account}:role/unknown`;
  return {
    name,
    about: [
      "as a role of which nothing but this policy is known",
      "Name the policy in a role config, and boundaries, bucket policies and accounts count too.",
    ],
    subject: {
      principal: { kind: "role", arn, partition: "aws", account },
      policies: { identity: [{ name, policy }] },
      context: {},
      resources: namedResources([policy]),
      resource: () => ({}),
    },
  };
}

function nameOf(principal: Principal): string {
  const arn = policyArn(principal) ?? "";
  return arn.slice(arn.lastIndexOf("/") + 1) || arn;
}

/** The buckets of the config too, though no policy names them: then the answer is "nothing", which is worth to know. */
function withBuckets(
  named: readonly NamedResource[],
  { config }: LoadedChain,
  partition: string,
): NamedResource[] {
  const all = [...named];
  for (const { name } of config.buckets) {
    if (name === undefined || all.some(({ bucket }) => bucket === name.value)) continue;
    all.push(...resourcesOfArn(`arn:${partition}:s3:::${name.value}`));
  }
  return all;
}

function resourceOf(
  { config, hops, bucketPolicies }: LoadedChain,
  { kind, sample, bucket }: NamedResource,
): { readonly account?: string; readonly policy?: PolicyDocument } {
  if (kind === "role") {
    const index = config.hops.findIndex(({ roleArn }) => roleArn?.value === sample);
    const trust = hops[index]?.trust.documents[0];
    return trust === undefined ? {} : { policy: trust };
  }
  const index = config.buckets.findIndex(({ name }) => name?.value === bucket);
  const account = config.buckets[index]?.account?.value;
  const policy = bucketPolicies[index]?.documents[0];
  return {
    ...(account === undefined ? {} : { account }),
    ...(policy === undefined ? {} : { policy }),
  };
}
