import { isAccountId } from "../../../core/arn.ts";
import type { ServiceFacts } from "../../../core/catalogue/serviceFacts.ts";
import type { Principal } from "../../../core/evaluate/model.ts";
import type { Policy, Statement, Text } from "../../../core/policy/model.ts";
import { allows, principalTexts } from "../../rules/readings/statement.ts";
import type { CrossFileContext } from "../crossFileRule.ts";
import type { DescribedPrincipal } from "../describedPrincipal.ts";
import { allowing, callerOf, namesCaller, reaches } from "../grants.ts";
import type { ConfigFile } from "../indexedFile.ts";
import { ownerOf } from "../owner.ts";
import { partsOf } from "../policyPart.ts";
import { followPart, type Reading } from "../reading.ts";
import { bucketName, principalName, workspaceKey } from "../workspaceKey.ts";

/** What one side allows on a bucket of another account and the other side does not: both have to. */
export interface BucketGap {
  /** In the judged file: the principal of a bucket policy, or the resource of an identity policy. */
  readonly at: Text;
  /** The side that has to allow more, and the policy where that is best written; absent where none can be edited. */
  readonly side: "role" | "bucket";
  readonly target?: Reading;
  readonly arn: string;
  readonly name: string;
  readonly bucket: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /**
   * `otherResources`: the actions are allowed there, on other resources of the bucket. `bucketLevel`: objects are agreed
   * on, and the actions on the bucket itself are not. `all`: anything else.
   */
  readonly kind: "all" | "otherResources" | "bucketLevel";
}

const gapsOf = new WeakMap<CrossFileContext, readonly BucketGap[]>();

/** All gaps of the judged file. Three rules ask for them: they are looked for once. */
export function bucketGaps(context: CrossFileContext): readonly BucketGap[] {
  let gaps = gapsOf.get(context);
  if (gaps === undefined) {
    gaps = context.readings.flatMap((reading) => [
      ...(reading.part.kind === "bucket" ? gapsOfRoles(context, reading) : []),
      ...(reading.part.kind === "grants" ? gapsOfBuckets(context, reading) : []),
    ]);
    gapsOf.set(context, gaps);
  }
  return gaps;
}

/** The bucket policy names a role that has no such permission itself. */
function gapsOfRoles({ view, s3 }: CrossFileContext, { policy, config, part }: Reading): BucketGap[] {
  const described = part.kind === "bucket" ? config.config.buckets[part.bucket] : undefined;
  const account = described?.account?.value ?? "";
  const bucket = described?.name?.value;
  if (bucket === undefined || !isAccountId(account)) return [];
  return policy.statements.filter(allows).flatMap((statement) =>
    principalTexts(statement, "AWS", false).flatMap(({ text }): BucketGap[] => {
      const name = principalName(text.value);
      const role = name && view.principal(name);
      if (name === undefined || role?.grantsKnown !== true || name.account === account) return [];
      const missing = pairs(statement, s3, bucket).filter(
        ({ action, resource }) => !grants(role, action, resource),
      );
      if (missing.length === 0) return [];
      const target = role.grants.flatMap((grant) => grant.reading ?? [])[0];
      return [
        {
          at: text,
          side: "role",
          ...(target === undefined ? {} : { target }),
          arn: text.value,
          name: name.name,
          bucket,
          ...summary(missing),
          kind: kindOf(missing, bucket, {
            other: role.grants.map((grant) => grant.policy),
            agreed: agreeOnObjects(policy, callerOf(text.value), role, bucket, s3),
          }),
        },
      ];
    }),
  );
}

/** The role may use a bucket whose policy does not name it. */
function gapsOfBuckets({ view, s3 }: CrossFileContext, reading: Reading): BucketGap[] {
  const owner = ownerOf(reading);
  if (owner === undefined) return [];
  return reading.policy.statements.filter(allows).flatMap((statement) => {
    const firstOf = new Map<string, Text>();
    for (const item of statement.resource?.items ?? []) {
      const bucket = bucketName(item.value);
      if (bucket !== undefined && !firstOf.has(bucket)) firstOf.set(bucket, item);
    }
    return [...firstOf].flatMap(([bucket, first]): BucketGap[] => {
      const policies = view
        .configsWith(workspaceKey.describesBucket(bucket))
        .flatMap((config) =>
          bucketPolicies(config, bucket, owner.name.account, (path) => view.policyAt(path)),
        );
      const [target] = policies;
      if (target === undefined) return [];
      const allowed = ({ action, resource }: Pair) =>
        policies.some(({ policy }) => bucketGrants(policy, owner.principal, action, resource));
      const all = pairs(statement, s3, bucket);
      const missing = all.filter((pair) => !allowed(pair));
      if (missing.length === 0) return [];
      return [
        {
          at: first,
          side: "bucket",
          target,
          arn: owner.text.value,
          name: owner.name.name,
          bucket,
          ...summary(missing),
          kind: kindOf(missing, bucket, {
            other: policies.map(({ policy }) => naming(policy, owner.principal)),
            agreed: reading.policy.statements
              .filter(allows)
              .flatMap((one) => pairs(one, s3, bucket))
              .some((pair) => pair.level === "object" && allowed(pair)),
          }),
        },
      ];
    });
  });
}

type Level = "bucket" | "object" | "any";

interface Pair {
  readonly action: string;
  readonly resource: string;
  readonly level: Level;
}

/** Every action of a statement with every resource of the bucket that it can be about. */
function pairs({ action, resource }: Statement, s3: ServiceFacts, bucket: string): Pair[] {
  return (action?.items ?? []).flatMap(({ value }) => {
    if (!/^s3:/i.test(value)) return [];
    const level = levelOf(value, s3);
    return (resource?.items ?? [])
      .filter((item) => bucketName(item.value) === bucket)
      .filter((item) => level === "any" || (level === "object") === item.value.includes("/"))
      .map((item) => ({ action: value, resource: item.value, level }));
  });
}

function levelOf(action: string, s3: ServiceFacts): Level {
  const types = new Set(s3.action(action.slice("s3:".length))?.resources.map(({ type }) => type.name));
  if (types.has("object")) return types.has("bucket") ? "any" : "object";
  return types.has("bucket") ? "bucket" : "any";
}

function grants(role: DescribedPrincipal, action: string, resource: string): boolean {
  return role.grants.some(({ policy }) =>
    allowing(policy, action).some((statement) => reaches(statement, resource)),
  );
}

function bucketGrants(policy: Policy, caller: Principal, action: string, resource: string): boolean {
  return allowing(policy, action).some(
    (statement) => namesCaller(statement, caller) && reaches(statement, resource),
  );
}

/** Readable policies of the bucket, where another account owns it. */
function bucketPolicies(
  config: ConfigFile,
  bucket: string,
  ownAccount: string,
  policyAt: Parameters<typeof followPart>[2],
): Reading[] {
  return partsOf(config.config).flatMap((named) => {
    const described = named.part.kind === "bucket" ? config.config.buckets[named.part.bucket] : undefined;
    const account = described?.account?.value ?? "";
    if (described?.name?.value !== bucket || !isAccountId(account) || account === ownAccount) return [];
    const followed = followPart(config, named, policyAt);
    return followed.kind === "reading" ? [followed.reading] : [];
  });
}

function summary(missing: readonly Pair[]): Pick<BucketGap, "actions" | "resources"> {
  return {
    actions: [...new Set(missing.map(({ action }) => action))],
    resources: [...new Set(missing.map(({ resource }) => resource))],
  };
}

function kindOf(
  missing: readonly Pair[],
  bucket: string,
  { other, agreed }: { readonly other: readonly Policy[]; readonly agreed: boolean },
): BucketGap["kind"] {
  const elsewhere = missing.every(({ action }) =>
    other.some((policy) =>
      allowing(policy, action).some(({ resource }) =>
        resource?.items.some(({ value }) => bucketName(value) === bucket),
      ),
    ),
  );
  if (agreed && missing.every(({ level }) => level === "bucket")) return "bucketLevel";
  return elsewhere ? "otherResources" : "all";
}

/** The policy as if it had only the statements that name the caller. */
function naming(policy: Policy, caller: Principal): Policy {
  return { ...policy, statements: policy.statements.filter((statement) => namesCaller(statement, caller)) };
}

/** Whether both sides allow some action on objects of the bucket, in whatever statement. */
function agreeOnObjects(
  policy: Policy,
  caller: Principal | undefined,
  role: DescribedPrincipal,
  bucket: string,
  s3: ServiceFacts,
): boolean {
  if (caller === undefined) return false;
  return policy.statements
    .filter((statement) => allows(statement) && namesCaller(statement, caller))
    .some((statement) =>
      pairs(statement, s3, bucket).some(
        ({ action, resource, level }) => level === "object" && grants(role, action, resource),
      ),
    );
}
