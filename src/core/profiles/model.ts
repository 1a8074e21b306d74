import type { AwsFileKind, AwsFileProblemCode } from "../awsFiles/model.ts";
import type { Span } from "../text/span.ts";

export type ProfileProblemCode =
  | AwsFileProblemCode
  | "badCredentialSource"
  | "badDuration"
  | "badEndpointUrl"
  | "badExternalId"
  | "badMfaSerial"
  | "badRoleArn"
  | "badSessionName"
  | "credentialSourceWithoutRole"
  | "cycle"
  | "durationNotANumber"
  | "emptyValue"
  | "halfKeyPair"
  | "ignoredWithWebIdentity"
  | "incompleteSso"
  | "inlineNote"
  | "keyPairAcrossFiles"
  | "legacySecurityToken"
  | "missingServices"
  | "missingSource"
  | "missingSsoSession"
  | "noCredentials"
  | "profileNotFound"
  | "roleSettingWithoutRole"
  | "roleSkipped"
  | "roleSkippedAsSource"
  | "roleWithoutSource"
  | "sectionNotProfile"
  | "severalCredentials"
  | "sourceBroken"
  | "sourceWithoutCredentials"
  | "ssoConflict"
  | "tokenFromOtherFile"
  | "tokenWithoutKeys"
  | "twoSources"
  | "upperCaseKey"
  | "webIdentityWithoutRole"
  | "webIdentityWithSource";

/** What is wrong with a profile or a section, at its exact place. `code` is stable and documented. */
export interface ProfileProblem {
  readonly code: ProfileProblemCode;
  readonly severity: "error" | "warning" | "information";
  readonly message: string;
  readonly file: AwsFileKind;
  readonly span: Span;
}

/**
 * One setting of a profile after both files are merged. The value of a secret never leaves the parsed file. `span` is
 * the value's, `keySpan` the key's.
 */
export type Setting =
  | {
      readonly secret: false;
      readonly value: string;
      readonly file: AwsFileKind;
      readonly span: Span;
      readonly keySpan: Span;
    }
  | {
      readonly secret: true;
      /** True for `aws_session_token =` without a value. */
      readonly empty: boolean;
      readonly file: AwsFileKind;
      readonly span: Span;
      readonly keySpan: Span;
    };

/** A profile: the merged view of its sections in `config` and `credentials`. */
export interface Profile {
  readonly name: string;
  /** Where the profile stands: the header spans of its sections, `config` first. Never empty. */
  readonly places: readonly { readonly file: AwsFileKind; readonly span: Span }[];
  /** By lower-cased key; a nested key as `s3.max_concurrent_requests`. */
  readonly settings: ReadonlyMap<string, Setting>;
  /**
   * The profile named by `source_profile`: the parent in the tree. Absent where it does not exist, is the profile
   * itself or leads back here, so that following parents always ends.
   */
  readonly parent?: string;
  /** The account in `role_arn`, `sso_account_id` or `aws_account_id`, in this order. */
  readonly accountId?: string;
  readonly region?: string;
  readonly roleArn?: string;
  /** The file with the complete key pair that a call would use, and whether a session token stands beside it. */
  readonly keys?: { readonly file: AwsFileKind; readonly session: boolean };
  readonly problems: readonly ProfileProblem[];
}

/** An `[sso-session x]` or `[services x]` section; `settings` as in a profile. */
export interface NamedSection {
  readonly name: string;
  /** Header spans, all in the config file. Never empty. */
  readonly places: readonly { readonly file: AwsFileKind; readonly span: Span }[];
  readonly settings: ReadonlyMap<string, Setting>;
}

/** A section that no tool finds as a profile although it looks like one, such as `[dev]` in the config file. */
export interface UnreachableSection {
  /** The text between the brackets. */
  readonly title: string;
  readonly file: AwsFileKind;
  /** The header's. */
  readonly span: Span;
  /** Never empty. */
  readonly problems: readonly ProfileProblem[];
}

/** Everything that both files say. */
export interface Profiles {
  /** In file order: those of `config`, then those that stand only in `credentials`. */
  readonly profiles: readonly Profile[];
  readonly byName: ReadonlyMap<string, Profile>;
  readonly ssoSessions: ReadonlyMap<string, NamedSection>;
  readonly services: ReadonlyMap<string, NamedSection>;
  readonly unreachable: readonly UnreachableSection[];
  /** What concerns a whole file, or a section that is none of the above. */
  readonly problems: readonly ProfileProblem[];
}

/** The keys of one profile, read from a file at the moment of a call and never kept. */
export interface StaticKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly accountId?: string;
}

/** The environment of a process: plain data, given by the caller. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** An endpoint of one AWS service for one call. */
export interface Endpoint {
  readonly region: string;
  /** What named the region, in words fit to show: AWS_REGION, "profile 'deploy'". Absent where nothing did. */
  readonly regionFrom?: string;
  /** Only where a setting names one; else the SDK's regional endpoint is used. */
  readonly url?: string;
  /** The setting that named `url`, in words fit to show, e.g. "endpoint_url of profile 'local'". */
  readonly urlFrom?: string;
}

/** Where the first credentials of a plan come from. It names secrets, it never holds one. */
export type CredentialSource =
  | {
      readonly kind: "staticKeys";
      readonly profile: string;
      readonly file: AwsFileKind;
      readonly session: boolean;
    }
  /** `session`: AWS_SESSION_TOKEN is set as well. */
  | { readonly kind: "environment"; readonly session: boolean }
  | { readonly kind: "instanceMetadata" }
  | { readonly kind: "containerMetadata" }
  | { readonly kind: "process"; readonly profile: string; readonly command: string }
  | {
      readonly kind: "sso";
      readonly profile: string;
      readonly ssoSession?: string;
      readonly startUrl: string;
      readonly region: string;
      readonly accountId: string;
      readonly roleName: string;
    }
  | { readonly kind: "login"; readonly profile: string; readonly loginSession: string }
  /** The token itself is the credential of the first hop, an AssumeRoleWithWebIdentity. */
  | { readonly kind: "webIdentityToken"; readonly tokenFile: string }
  /**
   * An assertion that the user gives at the call is the credential of the first hop, an AssumeRoleWithSAML.
   * `principalArn` is the SAML provider's.
   */
  | { readonly kind: "samlAssertion"; readonly principalArn: string };

/**
 * One AssumeRole step with every parameter that is sent.
 * Limits: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export interface Hop {
  readonly kind: "assumeRole" | "assumeRoleWithWebIdentity" | "assumeRoleWithSaml";
  readonly roleArn: string;
  /** What asked for this hop, fit to show: "profile 'deploy'", "hop 1 of chain.assume-role.json". */
  readonly from: string;
  readonly sessionName: string;
  readonly externalId?: string;
  /** Seconds. Absent: STS decides (3600). */
  readonly durationSeconds?: number;
  /** Serial number or ARN of the MFA device whose code is asked for at the call. */
  readonly mfaSerial?: string;
  readonly sourceIdentity?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly transitiveTagKeys: readonly string[];
  /** JSON text of an inline session policy. */
  readonly sessionPolicy?: string;
  readonly sessionPolicyArns: readonly string[];
  readonly sts: Endpoint;
}

/** A file with the certificates that are trusted in place of the usual ones. */
export interface CaBundle {
  /** As it was written; a leading tilde is the home folder. */
  readonly path: string;
  /** What named it, in words fit to show: "AWS_CA_BUNDLE", "ca_bundle of profile 'corp'". */
  readonly from: string;
}

/** What a profile resolves to before any call. */
export interface Plan {
  /** The profile in force; absent where the environment alone gives the credentials. */
  readonly profile?: string;
  readonly source: CredentialSource;
  readonly hops: readonly Hop[];
  /** Endpoints of the calls made with the final session. */
  readonly sts: Endpoint;
  readonly s3: Endpoint;
  readonly iam: Endpoint;
  /** Of every call. */
  readonly caBundle?: CaBundle;
  /** Things the user should know before the call, in words: a duration capped by role chaining, a default region. */
  readonly notes: readonly string[];
  /** What the AWS CLI and the SDKs make otherwise of the same files and environment, in words. */
  readonly differences: readonly string[];
}

export type PlanResult =
  | { readonly kind: "plan"; readonly plan: Plan; readonly problems: readonly ProfileProblem[] }
  /** No call can be made; `problems` says why and is not empty. */
  | { readonly kind: "broken"; readonly problems: readonly ProfileProblem[] };
