import { parseRoleArn, sessionArn } from "../arn.ts";
import { optional } from "../optional.ts";
import type { ContextScalar } from "./model.ts";

/** What a new role config will say: plain values, as they are written. */
export interface RoleConfigDraft {
  /** For the placeholders of the policies that the draft names. */
  readonly variables: Readonly<Record<string, string>>;
  readonly caller: CallerDraft;
  readonly hops: readonly HopDraft[];
  readonly buckets: readonly BucketDraft[];
  readonly checks: readonly CheckDraft[];
}

export interface CallerDraft {
  /** An ARN, or one of the objects of the format. */
  readonly principal?: PrincipalDraft;
  readonly profile?: string;
  readonly policies: readonly string[];
  readonly context: Readonly<Record<string, ContextScalar>>;
}

export type PrincipalDraft =
  | string
  | { readonly service: string }
  | { readonly webIdentity: { readonly provider: string; readonly claims: Readonly<Record<string, string>> } }
  | { readonly saml: { readonly provider: string; readonly attributes: Readonly<Record<string, string>> } };

export interface HopDraft {
  readonly roleArn: string;
  readonly trustPolicy?: string;
  readonly policies: readonly string[];
  readonly sessionName?: string;
  readonly externalId?: string;
  /** Seconds. */
  readonly durationSeconds?: number;
  readonly mfaSerial?: string;
  readonly sourceIdentity?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly transitiveTagKeys?: readonly string[];
  /** The policy itself. */
  readonly sessionPolicy?: object;
  readonly sessionPolicyArns?: readonly string[];
}

export interface BucketDraft {
  readonly name: string;
  readonly account?: string;
  readonly policy?: string;
}

export type CheckDraft =
  { readonly list: string } | { readonly action: string | readonly string[]; readonly resource: string };

/** The draft as the text of a `.assume-role.jsonc` file; empty members are left out. Ends with a line break. */
export function renderRoleConfig({ variables, caller, hops, buckets, checks }: RoleConfigDraft): string {
  const last = hops.at(-1);
  const role = last && parseRoleArn(last.roleArn);
  const identity =
    role === undefined || last?.sessionName === undefined
      ? []
      : [{ identity: sessionArn(role, last.sessionName) }];
  const config = {
    version: 1,
    ...nonEmpty("variables", variables),
    caller: {
      ...optional("principal", caller.principal),
      ...optional("profile", caller.profile),
      ...nonEmpty("policies", caller.policies),
      ...nonEmpty("context", caller.context),
    },
    hops: hops.map(({ roleArn, trustPolicy, policies, ...parameters }) => ({
      roleArn,
      ...optional("trustPolicy", trustPolicy),
      ...nonEmpty("policies", policies),
      ...parameters,
      expect: "allow",
    })),
    ...nonEmpty("buckets", buckets),
    checks: [...checks.map((check) => ({ ...check, expect: "allow" })), ...identity],
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}

function nonEmpty<K extends string, V extends object>(name: K, value: V): Partial<Record<K, V>> {
  return optional(name, Object.keys(value).length === 0 ? undefined : value);
}
