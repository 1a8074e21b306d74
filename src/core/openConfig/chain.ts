import { arnResource, parseArn, parseRoleArn, sessionArn } from "../arn.ts";
import { optional } from "../optional.ts";
import type { ConfigHop, PolicyReference, RoleConfig } from "../roleConfig/model.ts";
import { baseName, resolveFrom } from "./filePath.ts";
import type { HopRequest, RoleCandidate } from "./model.ts";

/** A role config with the absolute path it was read from. */
export interface RoleConfigSource {
  readonly path: string;
  readonly config: RoleConfig;
}

/** The chain from the caller to the hop `last` (counted from 0); undefined where a hop on the way names no role. */
export function chainTo(source: RoleConfigSource, last: number): RoleCandidate | undefined {
  const { path, config } = source;
  const chain = config.hops.slice(0, last + 1);
  const hops = chain.flatMap((hop) => hopRequest(source, hop) ?? []);
  const final = chain[last];
  if (final === undefined || hops.length < chain.length) return undefined;
  return {
    hops,
    origin: `hop ${final.index + 1} of ${baseName(path)}`,
    files: {
      callerPolicies: filesOf(config.caller?.policies, path),
      trustPolicies: chain.map((hop) => fileOf(hop.trustPolicy, path)),
      rolePolicies: chain.map((hop) => filesOf(hop.policies, path)),
    },
    ...optional("expectedIdentity", expectedIdentity(config, last)),
  };
}

/** The absolute path of a reference to a file; undefined for other references. */
export function fileOf(reference: PolicyReference | undefined, configPath: string): string | undefined {
  return reference?.kind === "file" ? resolveFrom(configPath, reference.path.value) : undefined;
}

/** The same for many references; those that are no files are left out. */
function filesOf(references: readonly PolicyReference[] | undefined, configPath: string): string[] {
  return (references ?? []).flatMap((reference) => fileOf(reference, configPath) ?? []);
}

/** An `identity` check speaks of the whole chain; else role and session name tell the session's ARN. */
function expectedIdentity(config: RoleConfig, last: number): string | undefined {
  const check = config.checks.find((candidate) => candidate.kind === "identity");
  if (check !== undefined && last === config.hops.length - 1) return check.arn.value;
  const hop = config.hops[last];
  const role = hop?.roleArn && parseRoleArn(hop.roleArn.value);
  return role && hop.sessionName && sessionArn(role, hop.sessionName.value);
}

function hopRequest(source: RoleConfigSource, hop: ConfigHop): HopRequest | undefined {
  if (hop.roleArn === undefined) return undefined;
  const tags = Object.fromEntries(hop.tags.map(({ key, value }) => [key.value, value.value]));
  return {
    roleArn: hop.roleArn.value,
    ...optional("sessionName", hop.sessionName?.value),
    ...optional("externalId", hop.externalId?.value),
    ...optional("durationSeconds", hop.durationSeconds?.value),
    ...optional("mfaSerial", hop.mfaSerial?.value),
    ...optional("sourceIdentity", hop.sourceIdentity?.value),
    ...(hop.tags.length === 0 ? {} : { tags }),
    ...(hop.transitiveTagKeys.length === 0
      ? {}
      : { transitiveTagKeys: hop.transitiveTagKeys.map(({ value }) => value) }),
    ...sessionPolicy(source, hop.sessionPolicy),
    ...sessionPolicyArns(hop),
  };
}

function sessionPolicy(
  { path }: RoleConfigSource,
  reference: PolicyReference | undefined,
): Pick<HopRequest, "sessionPolicy" | "sessionPolicyFile"> {
  switch (reference?.kind) {
    case "file":
      return { sessionPolicyFile: resolveFrom(path, reference.path.value) };
    case "inline":
      return { sessionPolicy: reference.json };
    case "awsManaged":
    case undefined:
      return {};
  }
}

/** A managed policy under `sessionPolicy` is sent as what it is: one of the session policy ARNs. */
function sessionPolicyArns(hop: ConfigHop): Pick<HopRequest, "sessionPolicyArns"> {
  const arns = [
    ...hop.sessionPolicyArns.map(({ value }) => value),
    ...(hop.sessionPolicy?.kind === "awsManaged" ? [hop.sessionPolicy.arn.value] : []),
  ];
  return arns.length === 0 ? {} : { sessionPolicyArns: arns };
}

/** The ARN of the caller, where it can be one that holds credentials. */
export function callerArn(config: RoleConfig): string | undefined {
  const principal = config.caller?.principal;
  if (principal?.kind !== "arn") return undefined;
  const arn = parseArn(principal.arn.value);
  return arn === undefined || arnResource(arn).kind === "other" ? undefined : principal.arn.value;
}
