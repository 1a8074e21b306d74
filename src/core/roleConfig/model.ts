import type { Policy } from "../policy/model.ts";
import type { Span } from "../text/span.ts";

/** The role config format, version 1: a caller, the hops it takes, the buckets it reaches, and what is expected. */
export interface RoleConfig {
  readonly span: Span;
  readonly variables: readonly Variable[];
  readonly caller?: Caller;
  readonly hops: readonly ConfigHop[];
  readonly buckets: readonly ConfigBucket[];
  readonly checks: readonly Check[];
  readonly problems: readonly RoleConfigProblem[];
}

/** Any value with its place; `span` includes the quotes of a string. */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
}

/** A string: `value` has the config's variables filled in, `written` is what stands in the file. */
export interface ConfigText extends Located<string> {
  readonly written: string;
}

/** Fills the placeholder `name` (`ACCOUNT_NO` for `<ACCOUNT_NO>`) in the config and in the policies it names. */
export interface Variable {
  readonly name: Located<string>;
  readonly value: Located<string>;
}

/** How a config points to a policy. Spans of an inline policy are offsets of the config's own text. */
export type PolicyReference =
  /** Relative to the config's folder, with `/`. */
  | { readonly kind: "file"; readonly path: ConfigText; readonly span: Span }
  /** `arn:…:iam::aws:policy/…`. */
  | { readonly kind: "awsManaged"; readonly arn: ConfigText; readonly span: Span }
  | {
      readonly kind: "inline";
      readonly policy: Policy;
      /** The policy as JSON without comments, variables filled: what a call would send. */
      readonly json: string;
      readonly span: Span;
    };

export interface Tag {
  readonly key: Located<string>;
  readonly value: ConfigText;
}

export type ContextScalar = string | number | boolean;

/** One condition key of the request and its values; `single` is false where the file has an array. */
export interface ContextEntry {
  readonly key: Located<string>;
  readonly single: boolean;
  readonly values: readonly Located<ContextScalar>[];
  readonly span: Span;
}

/** Who makes the first call. */
export type CallerPrincipal =
  /** The ARN of a user, a role, a role session or an account's root. */
  | { readonly kind: "arn"; readonly arn: ConfigText }
  /** `ec2.amazonaws.com`: the service itself assumes the role. */
  | { readonly kind: "service"; readonly service: ConfigText }
  /** `provider`: the ARN of an OIDC provider, or `accounts.google.com` and the like; `claims`: `aud`, `sub`, … */
  | { readonly kind: "webIdentity"; readonly provider: ConfigText; readonly claims: readonly ContextEntry[] }
  /** `provider`: the ARN of a SAML provider; `attributes`: `aud`, `iss`, `sub`, … */
  | { readonly kind: "saml"; readonly provider: ConfigText; readonly attributes: readonly ContextEntry[] };

export interface Caller {
  readonly span: Span;
  readonly principal?: CallerPrincipal & { readonly span: Span };
  /** The profile of `~/.aws/config` that makes the live call. */
  readonly profile?: ConfigText;
  /** False when the file says nothing of its policies: they are not known, which is not the same as none. */
  readonly hasPolicies: boolean;
  readonly policies: readonly PolicyReference[];
  readonly permissionsBoundary?: PolicyReference;
  /** From the organization's root down; the policies of one level in an array. */
  readonly serviceControlPolicies: readonly (readonly PolicyReference[])[];
  readonly resourceControlPolicies: readonly (readonly PolicyReference[])[];
  readonly tags: readonly Tag[];
  readonly context: readonly ContextEntry[];
}

/** `deny` is either kind of no. */
export type Expectation = "allow" | "deny" | "explicitDeny" | "implicitDeny";

/** One AssumeRole step: the role, what surrounds it, and the parameters of the call. */
export interface ConfigHop {
  readonly span: Span;
  /** Position in the file, from 0; a hop that is not an object leaves a gap. */
  readonly index: number;
  readonly roleArn?: ConfigText;
  readonly trustPolicy?: PolicyReference;
  /** As for the caller. */
  readonly hasPolicies: boolean;
  readonly policies: readonly PolicyReference[];
  readonly permissionsBoundary?: PolicyReference;
  /** Those of the role's account, which limit its session. */
  readonly serviceControlPolicies: readonly (readonly PolicyReference[])[];
  /** Those of the role's account, which guard its resources: the role itself too. */
  readonly resourceControlPolicies: readonly (readonly PolicyReference[])[];
  /** Seconds, a setting of the role. */
  readonly maxSessionDuration?: Located<number>;
  readonly sessionName?: ConfigText;
  readonly externalId?: ConfigText;
  /** Seconds, a parameter of the call. */
  readonly durationSeconds?: Located<number>;
  readonly mfaSerial?: ConfigText;
  readonly sourceIdentity?: ConfigText;
  readonly tags: readonly Tag[];
  readonly transitiveTagKeys: readonly ConfigText[];
  readonly sessionPolicy?: PolicyReference;
  readonly sessionPolicyArns: readonly ConfigText[];
  /** What the call of this hop carries. */
  readonly context: readonly ContextEntry[];
  /** Absent: `allow`. */
  readonly expect?: Located<Expectation>;
}

export interface ConfigBucket {
  readonly span: Span;
  readonly name?: ConfigText;
  readonly account?: ConfigText;
  readonly region?: ConfigText;
  readonly policy?: PolicyReference;
  /** Those of the bucket's account. */
  readonly resourceControlPolicies: readonly (readonly PolicyReference[])[];
}

interface CheckBase {
  readonly span: Span;
  /** Position in the file, from 0. */
  readonly index: number;
  readonly name?: ConfigText;
}

/** One question to the session of the last hop (or to the caller, where there is no hop). */
export type Check =
  /** Lists `s3://bucket/prefix` as `aws s3 ls` does. */
  | (CheckBase & {
      readonly kind: "list";
      readonly url: ConfigText;
      readonly bucket: string;
      readonly prefix: string;
      readonly context: readonly ContextEntry[];
      /** Absent: `allow`. */
      readonly expect?: Located<Expectation>;
    })
  /** Every action on every resource must have the expected answer. Neither list is empty. */
  | (CheckBase & {
      readonly kind: "access";
      readonly actions: readonly ConfigText[];
      readonly resources: readonly ConfigText[];
      readonly context: readonly ContextEntry[];
      /** Absent: `allow`. */
      readonly expect?: Located<Expectation>;
    })
  /** What GetCallerIdentity must answer: the ARN of the session, or of its role. */
  | (CheckBase & { readonly kind: "identity"; readonly arn: ConfigText });

export type RoleConfigProblemCode =
  | "badAccount"
  | "badAction"
  | "badBucketName"
  | "badDuration"
  | "badExpectation"
  | "badExternalId"
  | "badListAddress"
  | "badMfaSerial"
  | "badPolicyReference"
  | "badPrincipal"
  | "badResourceArn"
  | "badRoleArn"
  | "badSessionName"
  | "badSourceIdentity"
  | "badTag"
  | "badVersion"
  | "chainedDuration"
  | "duplicateMember"
  | "emptyValue"
  | "jsonSyntax"
  | "missingFile"
  | "missingMember"
  | "notAnObject"
  | "policyRefused"
  | "policyShape"
  | "unclearCheck"
  | "unknownManagedPolicy"
  | "unparsablePolicy"
  | "unfilledPlaceholder"
  | "unknownMember"
  | "wrongPolicyKind"
  | "wrongType";

/** What is wrong, at its exact place. What could be read is still in the model. */
export interface RoleConfigProblem {
  readonly code: RoleConfigProblemCode;
  /** An `error` cannot work; a `warning` leaves something undetermined. */
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly span: Span;
  /** The text to put in place of `span`, where one is likely. */
  readonly replacement?: string;
}
