import { arnResource, parseArn } from "../../core/arn.ts";
import type { Policy } from "../../core/policy/model.ts";
import type { ConfigText } from "../../core/roleConfig/model.ts";
import type { ConfigFile } from "./indexedFile.ts";
import { partsOf } from "./policyPart.ts";
import { followPart, type Reading } from "./reading.ts";
import { principalName, workspaceKey, type PrincipalName } from "./workspaceKey.ts";
import type { WorkspaceView } from "./workspaceView.ts";

/** What the role configs of the workspace together say about a user or a role. */
export interface DescribedPrincipal {
  readonly name: PrincipalName;
  /** Every place that gives its ARN, a caller's or a hop's; those of its sessions are not among them. Maybe empty. */
  readonly arns: readonly { readonly text: ConfigText; readonly config: ConfigFile }[];
  /** The hops that are it, from 0. */
  readonly hops: readonly { readonly config: ConfigFile; readonly hop: number }[];
  readonly trust: readonly Reading[];
  /** Policies that say what it may do; those of AWS have no reading. */
  readonly grants: readonly { readonly policy: Policy; readonly reading?: Reading }[];
  /** False where a policy that is named cannot be read, or none is named: then nothing is missing for certain. */
  readonly grantsKnown: boolean;
  readonly trustKnown: boolean;
}

/** Gathers what is said about a principal; undefined where no role config describes it. */
export function describePrincipal(view: WorkspaceView, name: PrincipalName): DescribedPrincipal | undefined {
  const configs = view.configsWith(workspaceKey.describesPrincipal(name));
  if (configs.length === 0) return undefined;
  const arns: { text: ConfigText; config: ConfigFile }[] = [];
  const hops: { config: ConfigFile; hop: number }[] = [];
  const trust: Reading[] = [];
  const grants: { policy: Policy; reading?: Reading }[] = [];
  const seen = new Set<Policy>();
  let grantsKnown = true;
  let trustKnown = true;
  for (const config of configs) {
    const { caller, hops: all } = config.config;
    const isCaller = caller?.principal?.kind === "arn" && isSame(caller.principal.arn.value, name);
    const own = new Set([...all.keys()].filter((hop) => isSame(all[hop]?.roleArn?.value, name)));
    const add = (text: ConfigText | undefined) => {
      const arn = text && parseArn(text.value);
      if (arn !== undefined && text !== undefined && arnResource(arn).kind === name.kind)
        arns.push({ text, config });
    };
    if (caller?.principal?.kind === "arn" && isCaller) add(caller.principal.arn);
    for (const hop of own) {
      add(all[hop]?.roleArn);
      hops.push({ config, hop });
    }
    for (const named of partsOf(config.config)) {
      const { part } = named;
      const isGrant = part.kind === "grants" && (part.of === "caller" ? isCaller : own.has(part.of));
      if (!isGrant && !(part.kind === "trust" && own.has(part.hop))) continue;
      const followed = followPart(config, named, (path) => view.policyAt(path));
      if (followed.kind === "reading" && part.kind === "trust") trust.push(followed.reading);
      else if (part.kind === "trust") trustKnown = false;
      else if (followed.kind === "reading") {
        if (!seen.has(followed.reading.policy))
          grants.push({ policy: followed.reading.policy, reading: followed.reading });
        seen.add(followed.reading.policy);
      } else {
        const policy = followed.kind === "awsManaged" ? view.managedPolicy(followed.arn) : undefined;
        if (policy === undefined) grantsKnown = false;
        else if (!seen.has(policy)) grants.push({ policy });
        if (policy !== undefined) seen.add(policy);
      }
    }
  }
  return {
    name,
    arns,
    hops,
    trust,
    grants,
    grantsKnown: grantsKnown && grants.length > 0,
    trustKnown: trustKnown && trust.length > 0,
  };
}

function isSame(text: string | undefined, name: PrincipalName): boolean {
  const other = text === undefined ? undefined : principalName(text);
  return (
    other?.kind === name.kind &&
    other.account === name.account &&
    other.name.toLowerCase() === name.name.toLowerCase()
  );
}
