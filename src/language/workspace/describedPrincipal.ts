import { arnResource, parseArn } from "../../core/arn.ts";
import type { Policy } from "../../core/policy/model.ts";
import type { ConfigText } from "../../core/roleConfig/model.ts";
import type { ConfigFile } from "./indexedFile.ts";
import { partsOf, type NamedPart } from "./policyPart.ts";
import { followPart, type Reading } from "./reading.ts";
import { principalName, workspaceKey, type PrincipalName } from "./workspaceKey.ts";
import type { WorkspaceView } from "./workspaceView.ts";

/** What the role configs of the workspace together say about a user or a role. */
export interface DescribedPrincipal {
  readonly name: PrincipalName;
  /** Every ARN that it is given as caller or hop, with the first place; those of its sessions are not among them. Maybe empty. */
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
  const key = workspaceKey.describesPrincipal(name);
  const configs = view.configsWith(key);
  if (configs.length === 0) return undefined;
  const arns = new Map<string, { text: ConfigText; config: ConfigFile }>();
  const hops: { config: ConfigFile; hop: number }[] = [];
  const trust: Reading[] = [];
  const grants = new Map<Policy, { policy: Policy; reading?: Reading }>();
  let grantsKnown = true;
  let trustKnown = true;
  for (const config of configs) {
    const share = sharesOf(config).get(key);
    if (share === undefined) continue;
    for (const text of share.arns) if (!arns.has(text.value)) arns.set(text.value, { text, config });
    for (const hop of share.hops) hops.push({ config, hop });
    for (const named of share.parts) {
      const followed = followPart(config, named, (path) => view.policyAt(path));
      if (named.part.kind === "trust") {
        if (followed.kind === "reading") trust.push(followed.reading);
        else trustKnown = false;
      } else if (followed.kind === "reading") {
        const { reading } = followed;
        if (!grants.has(reading.policy)) grants.set(reading.policy, { policy: reading.policy, reading });
      } else {
        const policy = followed.kind === "awsManaged" ? view.managedPolicy(followed.arn) : undefined;
        if (policy === undefined) grantsKnown = false;
        else if (!grants.has(policy)) grants.set(policy, { policy });
      }
    }
  }
  return {
    name,
    arns: [...arns.values()],
    hops,
    trust,
    grants: [...grants.values()],
    grantsKnown: grantsKnown && grants.size > 0,
    trustKnown: trustKnown && trust.length > 0,
  };
}

/** Whether two descriptions say the same, at the same places of the same texts. */
export function sameDescription(
  a: DescribedPrincipal | undefined,
  b: DescribedPrincipal | undefined,
): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.grantsKnown === b.grantsKnown &&
    a.trustKnown === b.trustKnown &&
    sameList(a.arns, b.arns, (x, y) => x.text === y.text) &&
    sameList(a.hops, b.hops, (x, y) => x.config === y.config && x.hop === y.hop) &&
    sameList(a.trust, b.trust, sameReading) &&
    sameList(
      a.grants,
      b.grants,
      (x, y) =>
        x.policy === y.policy &&
        (x.reading === undefined || y.reading === undefined
          ? x.reading === y.reading
          : sameReading(x.reading, y.reading)),
    )
  );
}

function sameReading(a: Reading, b: Reading): boolean {
  return a.policy === b.policy && a.file === b.file && a.config.path === b.config.path;
}

function sameList<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean {
  return (
    a.length === b.length &&
    a.every((x, index) => {
      const y = b[index];
      return y !== undefined && same(x, y);
    })
  );
}

/** What one role config says about one principal. */
interface Share {
  readonly arns: ConfigText[];
  readonly hops: number[];
  readonly parts: NamedPart[];
}

const shares = new WeakMap<ConfigFile, ReadonlyMap<string, Share>>();

/** By the keys of the principals; made once for each text of a role config. */
function sharesOf(config: ConfigFile): ReadonlyMap<string, Share> {
  const known = shares.get(config);
  if (known !== undefined) return known;
  const made = new Map<string, Share>();
  const { caller, hops } = config.config;
  const share = (text: ConfigText | undefined): Share | undefined => {
    if (text === undefined) return undefined;
    const name = principalName(text.value);
    const arn = parseArn(text.value);
    if (name === undefined || arn === undefined) return undefined;
    const key = workspaceKey.describesPrincipal(name);
    const found = made.get(key) ?? { arns: [], hops: [], parts: [] };
    made.set(key, found);
    if (arnResource(arn).kind === name.kind) found.arns.push(text);
    return found;
  };
  const ofCaller = share(caller?.principal?.kind === "arn" ? caller.principal.arn : undefined);
  const ofHops = hops.map(({ roleArn }) => share(roleArn));
  for (const [hop, found] of ofHops.entries()) found?.hops.push(hop);
  for (const named of partsOf(config.config)) {
    const { part } = named;
    if (part.kind === "grants") (part.of === "caller" ? ofCaller : ofHops[part.of])?.parts.push(named);
    if (part.kind === "trust") ofHops[part.hop]?.parts.push(named);
  }
  shares.set(config, made);
  return made;
}
