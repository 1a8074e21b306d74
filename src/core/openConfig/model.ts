import type { PolicyKind } from "../policy/model.ts";
import type { Span } from "../text/span.ts";

/** What the open document is to us; undefined elsewhere means "not ours". */
export type DocumentKind = PolicyKind | "roleConfig" | "awsConfig" | "awsCredentials";

/** One hop as a document asks for it; what it leaves out comes from the profile or a default. */
export interface HopRequest {
  readonly roleArn: string;
  readonly sessionName?: string;
  readonly externalId?: string;
  readonly durationSeconds?: number;
  readonly mfaSerial?: string;
  readonly sourceIdentity?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly transitiveTagKeys?: readonly string[];
  /** JSON text. */
  readonly sessionPolicy?: string;
  /** Absolute path of a file whose text is the session policy: read, and filled with the target's `variables`. */
  readonly sessionPolicyFile?: string;
  readonly sessionPolicyArns?: readonly string[];
}

/** A role (or a chain of roles) that the document names and that can be assumed. */
export interface RoleCandidate {
  /** Never empty; the last hop is the role whose session is wanted. */
  readonly hops: readonly HopRequest[];
  /** Where it stands in the open document; absent for a role found through another file. */
  readonly span?: Span;
  /** "Resource of statement 'AssumeB'", "hop 2 of chain.assume-role.json". */
  readonly origin: string;
  /**
   * Absolute paths of the policy files behind the chain, where a role config names them: what a refusal should make
   * the user look at. `trustPolicies` and `rolePolicies` are parallel to `hops`.
   */
  readonly files?: {
    readonly callerPolicies: readonly string[];
    readonly trustPolicies: readonly (string | undefined)[];
    readonly rolePolicies: readonly (readonly string[])[];
  };
  /** The session ARN that GetCallerIdentity should answer behind these hops, where a role config says it. */
  readonly expectedIdentity?: string;
}

export interface BucketCandidate {
  readonly bucket: string;
  /** As in the document: `prefix/` of `arn:aws:s3:::bucket/prefix/*`; empty for the whole bucket. */
  readonly prefix: string;
  readonly region?: string;
  readonly span?: Span;
  readonly origin: string;
  /** Absolute path of the bucket policy, where a role config names it or it is the open document. */
  readonly policyFile?: string;
}

/** All that the live commands can use of the open document, before anything is asked of the user. */
export interface Target {
  readonly documentKind: DocumentKind;
  /** Most likely first (the one at the cursor, then document order); no two equal. */
  readonly roles: readonly RoleCandidate[];
  readonly buckets: readonly BucketCandidate[];
  /** The profile that the document names itself (role config `caller.profile`, profile at the cursor). */
  readonly profile?: string;
  /** ARNs or account ids that may assume the role (trust policy) or use the bucket (bucket policy): they rank the profiles. */
  readonly principals: readonly string[];
  /** The session ARN or role ARN that the document expects GetCallerIdentity to answer, where it says so. */
  readonly expectedIdentity?: string;
  /** What fills the placeholders of the document, from its role config. The candidates are filled already. */
  readonly variables: Readonly<Record<string, string>>;
}
