import { parseArn, parseRoleArn } from "../arn.ts";
import { principalFromArn } from "../evaluate/principal.ts";
import { bucketsOf } from "../openConfig/bucketResources.ts";
import { optional } from "../optional.ts";
import { actionCovers } from "../policy/actionPattern.ts";
import type { Policy, PolicyKind, Statement } from "../policy/model.ts";
import type { BucketDraft, CheckDraft, HopDraft, PrincipalDraft, RoleConfigDraft } from "./draft.ts";

/** A policy that a role config is made for, with its placeholders filled. `file` is relative to the new config. */
export interface PolicySource {
  readonly kind: Extract<PolicyKind, "trust" | "identity" | "bucket">;
  readonly file: string;
  readonly policy: Policy;
  readonly variables: Readonly<Record<string, string>>;
  /** Identity policies that belong to the same role, by their names. */
  readonly siblings: readonly { readonly file: string; readonly policy: Policy }[];
}

/** What the policy cannot say and the user has to: see `openQuestions`. */
export interface Answers {
  readonly caller?: PrincipalDraft;
  /** The role that a trust policy belongs to. */
  readonly roleArn?: string;
  readonly bucketAccount?: string;
  /** The profile that makes the live call. */
  readonly profile?: string;
}

/** What is left to ask. `callers`: those that the policy names, to choose from; empty: an ARN must be typed. */
export interface OpenQuestions {
  readonly callers: readonly PrincipalDraft[];
  readonly role: boolean;
  readonly bucketAccount: boolean;
}

/** The least that must be asked before a config can be made for the policy. */
export function openQuestions({ kind, policy }: Pick<PolicySource, "kind" | "policy">): OpenQuestions {
  return {
    callers: kind === "identity" ? [] : callersOf(policy),
    role: kind === "trust",
    bucketAccount: kind === "bucket",
  };
}

/** The config for the policy: it stands where it belongs, and every bucket it gives access to is checked. */
export function draftFromPolicy(source: PolicySource, answers: Answers): RoleConfigDraft {
  const { kind, file, policy, siblings, variables } = source;
  const caller = {
    ...optional("principal", answers.caller),
    ...optional("profile", answers.profile),
    policies: [],
    context: {},
  };
  const base = { variables, caller, hops: [], buckets: [], checks: [] };
  switch (kind) {
    case "trust": {
      const trusting = policy.statements.filter(({ effect }) => effect?.value === "Allow");
      const hop: HopDraft = {
        roleArn: answers.roleArn ?? "",
        trustPolicy: file,
        policies: siblings.map((sibling) => sibling.file),
        sessionName: "check",
        ...optional("externalId", requiredValue(trusting, "sts:ExternalId")),
      };
      const needsMfa = requiredValue(trusting, "aws:MultiFactorAuthPresent") === "true";
      return {
        ...base,
        caller: needsMfa ? { ...caller, context: { "aws:MultiFactorAuthPresent": true } } : caller,
        hops: [hop],
        ...granted(siblings.map((sibling) => sibling.policy)),
      };
    }
    case "identity":
      return {
        ...base,
        caller: { ...caller, policies: [file, ...siblings.map((sibling) => sibling.file)] },
        hops: rolesToAssume(policy).map((roleArn) => ({ roleArn, policies: [], sessionName: "check" })),
        ...granted([policy]),
      };
    case "bucket": {
      const { checks, buckets } = granted([policy]);
      return {
        ...base,
        buckets: buckets.map(({ name }) => ({
          name,
          ...optional("account", answers.bucketAccount),
          policy: file,
        })),
        checks,
      };
    }
  }
}

/** The callers that the Allow statements name one by one: users, roles, sessions, services, identity providers. */
export function callersOf(policy: Policy): PrincipalDraft[] {
  const found = new Map<string, PrincipalDraft>();
  for (const statement of policy.statements) {
    if (statement.effect?.value !== "Allow") continue;
    for (const { type, values } of statement.principal?.entries ?? []) {
      for (const { value } of values.items) {
        const caller = callerNamed(type.value, value, statement);
        if (caller !== undefined) found.set(value, caller);
      }
    }
  }
  return [...found.values()];
}

function callerNamed(type: string, value: string, statement: Statement): PrincipalDraft | undefined {
  switch (type) {
    case "AWS": {
      const principal = principalFromArn(value);
      return principal === undefined || principal.kind === "root" ? undefined : value;
    }
    case "Service":
      return { service: value };
    case "Federated": {
      const saml = value.includes(":saml-provider/");
      const issuer = value.replace(/^.*:oidc-provider\//, "");
      const claims = Object.fromEntries(
        ["aud", "sub"].flatMap((claim) => {
          const known = requiredValue([statement], `${saml ? "SAML" : issuer}:${claim}`);
          return known === undefined ? [] : [[claim, known]];
        }),
      );
      return saml
        ? { saml: { provider: value, attributes: claims } }
        : { webIdentity: { provider: value, claims } };
    }
    default:
      return undefined;
  }
}

/** The first value that a condition wants a key to have; a wildcard in it stands for one name. */
function requiredValue(statements: readonly Statement[], key: string): string | undefined {
  for (const { conditions } of statements) {
    for (const { operator, key: written, values } of conditions) {
      const name = operator.value.replace(/^For(?:Any|All)Values?:/i, "").replace(/IfExists$/i, "");
      if (written.value.toLowerCase() !== key.toLowerCase()) continue;
      if (!/^(?:String(?:Equals|EqualsIgnoreCase|Like)|Bool)$/i.test(name)) continue;
      const value = values.items[0]?.value;
      if (value !== undefined) return value.replace(/\*+/g, "example").replaceAll("?", "x");
    }
  }
  return undefined;
}

function rolesToAssume(policy: Policy): string[] {
  const roles = policy.statements
    .filter(({ effect, action }) => {
      const assumes = action?.items.some(({ value }) => actionCovers(value, "sts:AssumeRole"));
      return effect?.value === "Allow" && assumes === true;
    })
    .flatMap(({ resource }) => resource?.items ?? [])
    .map(({ value }) => value)
    .filter((value) => parseRoleArn(value) !== undefined && !/[*?]|\$\{/.test(value));
  // One hop: a role that can assume two roles is two chains, and the user says which.
  return [...new Set(roles)].slice(0, 1);
}

const objectActions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];

/** The buckets that policies give access to, and a check for each thing they allow there. */
function granted(policies: readonly Policy[]): {
  buckets: BucketDraft[];
  checks: CheckDraft[];
} {
  const names = new Set<string>();
  const checks = new Map<string, CheckDraft>();
  for (const policy of policies) {
    for (const statement of policy.statements) {
      const actions = statement.action?.items ?? [];
      if (statement.effect?.value !== "Allow") continue;
      const covers = (action: string) => actions.some(({ value }) => actionCovers(value, action));
      const ofStatement = { ...policy, statements: [statement] };
      for (const { candidate } of bucketsOf(ofStatement, (text) => text)) {
        if (/[*?]|\$\{/.test(candidate.bucket)) continue;
        names.add(candidate.bucket);
        const url = `s3://${candidate.bucket}/${candidate.prefix}`;
        if (covers("s3:ListBucket") && namesBucket(statement, candidate.bucket))
          checks.set(url, { list: url });
      }
      const allowed = objectActions.filter(covers);
      for (const { value } of allowed.length === 0 ? [] : (statement.resource?.items ?? [])) {
        const arn = parseArn(value);
        if (arn?.service !== "s3" || !arn.resource.includes("/") || value.includes("${")) continue;
        if (/^[^/]*[*?]/.test(arn.resource)) continue;
        const resource = value.replace(/\*+/g, "example").replaceAll("?", "x");
        checks.set(resource, { action: allowed.length === 1 ? (allowed[0] ?? "") : allowed, resource });
      }
    }
  }
  return { buckets: [...names].map((name) => ({ name })), checks: [...checks.values()] };
}

function namesBucket({ resource }: Statement, bucket: string): boolean {
  return (resource?.items ?? []).some(({ value }) => parseArn(value)?.resource === bucket);
}
