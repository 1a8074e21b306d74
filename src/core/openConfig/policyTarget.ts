import { isAccountId, parseArn, parseRoleArn } from "../arn.ts";
import { optional } from "../optional.ts";
import { fillPlaceholders } from "../placeholder.ts";
import { actionCovers } from "../policy/actionPattern.ts";
import type { Policy, PolicyKind, Statement, Text } from "../policy/model.ts";
import { parsePolicy } from "../policy/parse.ts";
import type { RoleConfig } from "../roleConfig/model.ts";
import { variableValues } from "../roleConfig/parse.ts";
import { bucketsOf } from "./bucketResources.ts";
import { bucketKey, ranked, roleKey, type Found } from "./candidates.ts";
import { callerArn, chainTo, fileOf } from "./chain.ts";
import type { OpenDocument, Surroundings } from "./derive.ts";
import { usesOf, type DocumentUse } from "./documentUse.ts";
import { baseName } from "./filePath.ts";
import type { BucketCandidate, RoleCandidate, Target } from "./model.ts";

/** The roles and buckets of a policy, with what the role configs that name it know of them. */
export function policyTarget(
  document: OpenDocument,
  kind: PolicyKind,
  { roleConfigs, rememberedRole }: Surroundings,
): Target {
  const policy = parsePolicy(document.text);
  const uses = usesOf(document.path, roleConfigs);
  const variables = variablesOf(uses);
  const fill = (text: string) => fillPlaceholders(text, variables);

  const roles: Found<RoleCandidate>[] = [];
  if (kind === "identity") roles.push(...rolesToAssume(policy, uses, fill));
  if (kind === "bucket") roles.push(...rolesOfPrincipals(policy, uses, fill));
  roles.push(...uses.flatMap((use) => chainOfUse(use)).map((candidate) => ({ candidate, around: [] })));
  const remembered = kind === "trust" ? rememberedRole?.(document.path) : undefined;
  if (
    remembered !== undefined &&
    !roles.some(({ candidate }) => candidate.hops.at(-1)?.roleArn === remembered)
  ) {
    roles.push({
      candidate: { hops: [{ roleArn: remembered }], origin: `remembered for ${baseName(document.path)}` },
      around: [],
    });
  }

  const buckets = bucketsOf(policy, fill).map(({ candidate, around }) => ({
    candidate: placed(candidate, uses, kind === "bucket" ? document.path : undefined),
    around,
  }));
  const profiles = new Set(uses.flatMap(({ source }) => source.config.caller?.profile?.value ?? []));
  const [profile] = profiles;
  return {
    documentKind: kind,
    roles: ranked(roles, document.offset, roleKey),
    buckets: ranked(buckets, document.offset, bucketKey),
    // Two role configs that start from different profiles leave the choice to the user.
    ...optional("profile", profiles.size === 1 ? profile : undefined),
    principals: principalsOf(policy, kind, uses, fill),
    variables,
  };
}

/** Where two configs give a variable different values, it is nobody's: the user is asked. */
function variablesOf(uses: readonly DocumentUse[]): Record<string, string> {
  const values = new Map<string, string | undefined>();
  for (const { source } of uses) {
    for (const [name, value] of Object.entries(variableValues(source.config))) {
      values.set(name, values.has(name) && values.get(name) !== value ? undefined : value);
    }
  }
  return Object.fromEntries(
    [...values].flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Role ARNs in the Resource of an Allow that covers sts:AssumeRole. */
function rolesToAssume(
  policy: Policy,
  uses: readonly DocumentUse[],
  fill: (text: string) => string,
): Found<RoleCandidate>[] {
  return policy.statements.flatMap((statement) => {
    const allows = statement.effect?.value === "Allow";
    const assumes =
      statement.action?.items.some(({ value }) => actionCovers(value, "sts:AssumeRole")) === true;
    if (!allows || !assumes) return [];
    const origin = `Resource of ${statementName(statement)}`;
    return (statement.resource?.items ?? []).flatMap((item) =>
      rolesNamed(item, statement, origin, uses, fill),
    );
  });
}

/** Roles that a bucket policy lets in. */
function rolesOfPrincipals(
  policy: Policy,
  uses: readonly DocumentUse[],
  fill: (text: string) => string,
): Found<RoleCandidate>[] {
  return policy.statements.flatMap((statement) =>
    awsPrincipals(statement).flatMap((item) =>
      rolesNamed(item, statement, `Principal of ${statementName(statement)}`, uses, fill),
    ),
  );
}

/** The role that one text of the document names: as the role configs assume it, else in one bare hop. */
function rolesNamed(
  item: Text,
  statement: Statement,
  origin: string,
  uses: readonly DocumentUse[],
  fill: (text: string) => string,
): Found<RoleCandidate>[] {
  const roleArn = fill(item.value);
  if (parseRoleArn(roleArn) === undefined) return [];
  const callable = uses.filter(({ source }) => !beginsWithService(source.config));
  const chains = callable.flatMap(({ source }) =>
    source.config.hops.flatMap((hop, position) =>
      hop.roleArn?.value === roleArn ? (chainTo(source, position) ?? []) : [],
    ),
  );
  const candidates = chains.length > 0 ? chains : [{ hops: [{ roleArn }], origin }];
  return candidates.map((candidate) => ({
    candidate: { ...candidate, span: item.span },
    around: [item.span, statement.span],
  }));
}

/** The chain that leads to the role which the policy belongs to, or to the bucket. */
function chainOfUse({ source, use }: DocumentUse): RoleCandidate[] {
  if (use.kind === "caller" || (use.kind !== "trust" && beginsWithService(source.config))) return [];
  const chain = chainTo(source, use.kind === "bucket" ? source.config.hops.length - 1 : use.hop);
  return chain === undefined ? [] : [chain];
}

/** A chain that a service begins is nobody else's to call: it only tells which role a trust policy belongs to. */
function beginsWithService(config: RoleConfig): boolean {
  return config.caller?.principal?.kind === "service";
}

/** Who fits: the principals of a resource policy, or the caller whose policy this is. */
function principalsOf(
  policy: Policy,
  kind: PolicyKind,
  uses: readonly DocumentUse[],
  fill: (text: string) => string,
): string[] {
  const named =
    kind === "trust" || kind === "bucket"
      ? policy.statements
          .filter((statement) => statement.effect?.value === "Allow")
          .flatMap((statement) => awsPrincipals(statement).map(({ value }) => fill(value)))
          .filter((value) => isAccountId(value) || parseArn(value) !== undefined)
      : uses.flatMap(({ source, use }) => (use.kind === "caller" ? (callerArn(source.config) ?? []) : []));
  return [...new Set(named)];
}

function awsPrincipals(statement: Statement): readonly Text[] {
  return (statement.principal?.entries ?? []).flatMap(({ type, values }) =>
    type.value === "AWS" ? values.items : [],
  );
}

/** A bucket with the region and the policy file that a role config knows. */
function placed(
  candidate: BucketCandidate,
  uses: readonly DocumentUse[],
  ownPolicy: string | undefined,
): BucketCandidate {
  for (const { source } of uses) {
    const known = source.config.buckets.find(({ name }) => name?.value === candidate.bucket);
    if (known === undefined) continue;
    return {
      ...candidate,
      ...optional("region", known.region?.value),
      ...optional("policyFile", ownPolicy ?? fileOf(known.policy, source.path)),
    };
  }
  return { ...candidate, ...optional("policyFile", ownPolicy) };
}

function statementName({ sid, index }: Statement): string {
  return sid === undefined ? `statement ${index + 1}` : `statement '${sid.value}'`;
}
