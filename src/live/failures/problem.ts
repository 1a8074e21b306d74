import type { LiveFailure } from "../../core/livePort.ts";
import type { Hop } from "../../core/profiles/model.ts";

/** What was being called. */
export type Operation =
  | "AssumeRole"
  | "AssumeRoleWithWebIdentity"
  | "AssumeRoleWithSAML"
  /** With an MFA code, on the way to an AssumeRole. */
  | "GetSessionToken"
  | "GetCallerIdentity"
  | "ListObjectsV2"
  | "ListBuckets"
  | "GetObject"
  | "GetBucketLocation"
  | "GetBucketPolicy"
  | "ListRoles"
  /** The sign-in token of the console's federation endpoint. */
  | "GetSigninToken"
  /** What IAM Identity Center's sign-in asks for. */
  | "SsoSignIn"
  /** Getting the first credentials, by whatever calls that takes. */
  | "FirstCredentials";

/**
 * What went wrong, as plain data: the service's code, or one of ours. The codes of the wire are `Timeout`, `Network`,
 * `ProxyRefused`, `ProxyUnreachable` and `MalformedAnswer`; those of the first credentials are in `sourceFailures.ts`.
 */
export interface Problem {
  readonly operation: Operation;
  readonly code: string;
  /** The service's own words, redacted. */
  readonly message?: string;
  readonly httpStatus?: number;
  readonly requestId?: string;
  readonly endpoint?: string;
  /** Scheme, host and port of the proxy in between. */
  readonly proxy?: string;
  /** Node's or OpenSSL's code of a broken connection. */
  readonly errno?: string;
  /** How far the server's clock is ahead of ours, in seconds. */
  readonly clockAheadSeconds?: number;
  /** The region that S3 says the bucket is in. */
  readonly bucketRegion?: string;
  /** The file that is to blame, and what named it. */
  readonly file?: string;
  /** The exit code of a program, or how it ended. */
  readonly exit?: string;
}

/** Around the problem: what was asked, for whom. It makes the words exact. */
export interface Situation {
  readonly at: LiveFailure["at"];
  /** Where the first credentials came from, in words. */
  readonly source: string;
  /** The first credentials are temporary ones. */
  readonly temporary?: boolean;
  /** Names a profile for `aws sso login` and the like. */
  readonly profile?: string;
  readonly ssoSession?: string;
  /** Who called, where it is known. */
  readonly callerArn?: string;
  /** The role that the caller is a session of, where a hop before made it. */
  readonly callerRoleArn?: string;
  /** What a second, harmless call with the same keys showed where the server gives no reasons. */
  readonly keysAccepted?: boolean;
  /** The hop that failed; for identity and list, the last one. */
  readonly hop?: Hop;
  /** The hop was made with a role's session, which caps its duration. */
  readonly chained?: boolean;
  readonly bucket?: string;
  /** What was asked of S3, for calls other than the list. */
  readonly s3Request?: { readonly action: string; readonly resource: string };
  readonly region?: string;
}

/** The part of a failure that differs from case to case. */
export interface Explanation {
  readonly headline: string;
  readonly causes: readonly string[];
  readonly fixes: readonly string[];
  readonly look?: NonNullable<LiveFailure["look"]>;
}
