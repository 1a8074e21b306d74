import type { CaBundle, Hop, Plan } from "./profiles/model.ts";
import type { Secret } from "./secret.ts";

/**
 * The interface between the editor (or the command line) and the room that calls AWS. Plain data on both sides: no SDK
 * type crosses it, and a secret only inside a `Secret`, where the user asked to use a session elsewhere. The one
 * implementation is `src/live`; the browser has none.
 */
export interface Live {
  /** Runs every hop anew and keeps the session in memory for the two checks below. */
  assumeRole(request: LiveRequest): Promise<LiveResult<AssumedRole>>;
  /** Runs the hops, or uses the session that an identical plan left, then asks GetCallerIdentity. */
  callerIdentity(request: LiveRequest): Promise<LiveResult<CallerIdentity>>;
  /** Runs the hops, or uses the session that an identical plan left, then lists one page of a bucket. */
  listBucket(request: LiveRequest, query: ListQuery): Promise<LiveResult<BucketPage>>;
  /** Runs the hops, or uses the session that an identical plan left, then makes one call of S3 that only reads. */
  readS3(request: LiveRequest, query: S3Query): Promise<LiveResult<S3Answer>>;
  /** Asks addresses for any answer at all, without credentials. */
  reach(addresses: readonly string[], signal: CancelSignal): Promise<readonly Reached[]>;
  /** Runs the hops, or uses the kept session, then lists roles of its account: one page of ListRoles. */
  listRoles(request: LiveRequest, query: RolesQuery): Promise<LiveResult<RolesPage>>;
  /** The keys of the plan's session, for a terminal, a clipboard, a file or another program. */
  handOver(request: LiveRequest): Promise<LiveResult<HandedOver>>;
  /**
   * The keys of a session that is held and lasts five minutes more at least, by its id; nothing is called. Undefined
   * where there is none.
   */
  heldKeys(id: string): Secret<SessionKeys> | undefined;
  /** An address that opens the AWS console as the plan's session. It works for 15 minutes, for whoever has it. */
  consoleAddress(request: LiveRequest): Promise<LiveResult<Secret<string>>>;
  /** Signs in at IAM Identity Center and leaves the token where the AWS CLI and the SDKs look for it. */
  ssoSignIn(request: SsoSignInRequest): Promise<SsoSignInResult>;
  /** The accounts and roles that a sign-in may use, by the token that it left; the token is refreshed where it can be. */
  ssoAccounts(request: SsoAccountsRequest): Promise<SsoAccountsResult>;
  /** Sessions that are held now, the newest last; those that ended in the last hour too. */
  sessions(): readonly HeldSession[];
  /** Called after every change of `sessions()`; answers how to stop. */
  onSessionsChange(listener: () => void): () => void;
  /** Drops one session, also where it was remembered. */
  forget(id: string): void;
  /** Drops every session, remembered ones too, and every cached client. */
  forgetAll(): void;
  /** Drops the sessions of profiles whose sections read otherwise than when the session was made. */
  recheckProfiles(): Promise<void>;
  /**
   * The profiles that the user opted in for: from now on their sessions are in the vault too, those of others are not.
   * What other windows and earlier ones left there is in memory then. Resolves when the vault has answered or refused.
   */
  rememberFor(profiles: readonly string[]): Promise<void>;
  /** At shutdown: nothing stays in memory. Resolves when what was on its way to the vault is there. */
  close(): Promise<void>;
}

/** What an address answered, if anything. `clockAheadSeconds`: how far its clock is ahead of ours. */
export type Reached = (
  | { readonly kind: "answered"; readonly address: string; readonly clockAheadSeconds?: number }
  /** `reason` in words that fit behind a colon. */
  | { readonly kind: "unreachable"; readonly address: string; readonly reason: string }
) & {
  /** Set where a proxy was in between: its scheme, host and port, and whether the address answers without it too. */
  readonly proxy?: { readonly address: string; readonly alsoDirectly: boolean };
};

/** A session in memory, without its keys; `sessionPhase` of its end says whether it still runs. */
export interface HeldSession {
  /** Opaque; the same while the session lives. */
  readonly id: string;
  /** `mfa` is a GetSessionToken session that spares the next prompt of a device. */
  readonly kind: "role" | "source" | "mfa";
  /** What it was made by; Renew runs it again. */
  readonly plan: Plan;
  readonly arn?: string;
  /** Of kind `mfa`. */
  readonly mfaSerial?: string;
  /** ISO 8601, UTC. */
  readonly began: string;
  readonly expiration: string;
  /** Kept in the editor's secret storage too. */
  readonly remembered: boolean;
}

/**
 * Where sessions outlive the window, for profiles that the user opted in for: the editor's SecretStorage. A rejected
 * promise says that it refuses, and that its user was told.
 */
export interface SessionVault {
  read(): Promise<string | undefined>;
  write(text: string | undefined): Promise<void>;
  /** Calls after every change of the text, whichever window made it; answers how to stop. */
  onChange?(listener: () => void): () => void;
}

export interface SessionKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** ISO 8601, UTC. */
  readonly expiration?: string;
}

export interface HandedOver {
  readonly keys: Secret<SessionKeys>;
  readonly role: AssumedRole;
}

export interface RolesQuery {
  /** From the page before. */
  readonly marker?: string;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export interface RolesPage {
  readonly roles: readonly {
    readonly arn: string;
    readonly description?: string;
    /** Seconds. */
    readonly maxSessionDuration?: number;
    /** Whether the trust policy names an account, a user or a role, and not services and identity providers alone. */
    readonly trustsAws?: boolean;
  }[];
  /** Present when there is more. */
  readonly marker?: string;
}

/** One sign-in of an `[sso-session]`, or of a profile with its own `sso_start_url`. */
export interface SsoSignInRequest {
  readonly startUrl: string;
  readonly region: string;
  /** The section's name; absent for the legacy form. */
  readonly ssoSession?: string;
  readonly scopes: readonly string[];
  readonly caBundle?: CaBundle;
  /** `browser` comes back to a port of this machine (PKCE); `code` is typed on any device. */
  readonly way: "browser" | "code";
  readonly signal: CancelSignal;
  /** Opens the page. `code` is what the page must show; absent where nothing is to compare. */
  readonly show: (page: { readonly url: string; readonly code?: string }) => Promise<void>;
  readonly log: LiveRequest["log"];
}

export type SsoSignInResult =
  | { readonly kind: "ok"; readonly expiration: string; readonly cacheFile: string }
  /** One sentence to show, and the code of the service or one of ours. */
  | { readonly kind: "failed"; readonly code: string; readonly message: string }
  | { readonly kind: "cancelled" };

export interface SsoAccountsRequest extends Pick<
  SsoSignInRequest,
  "startUrl" | "region" | "ssoSession" | "caBundle" | "signal" | "log"
> {
  /** Called once the accounts are known, and again as each of them has told its roles. */
  readonly onProgress: (read: number, all: number) => void;
}

export type SsoAccountsResult =
  | { readonly kind: "ok"; readonly accounts: readonly SsoAccount[] }
  /** There is no token, or it is not accepted any more. */
  | { readonly kind: "signInNeeded" }
  /** One sentence to show, and the code of the service or one of ours. */
  | { readonly kind: "failed"; readonly code: string; readonly message: string }
  | { readonly kind: "cancelled" };

/** https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_AccountInfo.html */
export interface SsoAccount {
  /** Twelve digits. */
  readonly id: string;
  /** The id where the account has no name. */
  readonly name: string;
  readonly email?: string;
  /** Names of permission sets. Absent where they could not be read: `problem` says why, in one sentence. */
  readonly roles?: readonly string[];
  readonly problem?: string;
}

/** The part of an AbortSignal that is needed; rooms without DOM or Node types can name it. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export interface LiveRequest {
  readonly plan: Plan;
  /** The files the plan was made from: static keys are read from them at the call, never before. */
  readonly files: { readonly config: string; readonly credentials: string };
  readonly signal: CancelSignal;
  /** Asks for the six-digit code of one device; undefined cancels the call. */
  readonly askMfaCode: (hop: Hop & { readonly mfaSerial: string }) => Promise<string | undefined>;
  /** What the identity provider answered, for a plan whose source is a SAML assertion. Never kept. */
  readonly samlAssertion?: Secret<string>;
  readonly onStep: (step: Step) => void;
  /** One redacted line for the log; levels as in the log channel. */
  readonly log: (level: "debug" | "info" | "warning" | "error", line: string) => void;
}

/** What happened, in order; shown hop by hop while it happens and in the report. */
export type Step =
  | {
      readonly kind: "source";
      /** In words: "static keys of profile 'base' in ~/.aws/credentials". */
      readonly description: string;
      /** Who the first credentials are, where GetCallerIdentity could say it. */
      readonly identity?: CallerIdentity;
      /** Why `identity` is absent, in words. */
      readonly identityUnknown?: string;
    }
  | { readonly kind: "hop"; readonly index: number; readonly hop: Hop; readonly outcome: AssumedRole }
  | { readonly kind: "reusedSession"; readonly outcome: AssumedRole; readonly began?: string }
  /** A code of this device was given before and its session still lives, or was given now and will spare the next. */
  | {
      readonly kind: "mfaSession";
      readonly device: string;
      readonly reused: boolean;
      readonly expiration?: string;
    }
  | { readonly kind: "redirect"; readonly bucket: string; readonly from: string; readonly to: string };

export interface AssumedRole {
  /** arn:PARTITION:sts::ACCOUNT:assumed-role/NAME/SESSION; absent where a plan has no hop. */
  readonly arn?: string;
  /** ISO 8601, UTC. Absent for credentials that do not expire. */
  readonly expiration?: string;
  readonly sourceIdentity?: string;
  /** Percentage of the packed size limit used by session policies and tags. */
  readonly packedPolicySize?: number;
  /** Percentage of the largest session token that this one takes. */
  readonly sessionTokenUtilization?: number;
  readonly requestId?: string;
}

export interface CallerIdentity {
  readonly arn: string;
  readonly account: string;
  readonly userId: string;
  readonly requestId?: string;
  /** Set where the server does not offer GetCallerIdentity and the ARN is the one AssumeRole answered; says so in words. */
  readonly note?: string;
}

export interface ListQuery {
  readonly bucket: string;
  readonly prefix: string;
  /** From the page before. */
  readonly continuationToken?: string;
}

/** A call that proves an action and changes nothing: no more than the first byte of an object is read. */
export type S3Query =
  | { readonly action: "s3:GetObject"; readonly bucket: string; readonly key: string }
  | { readonly action: "s3:GetBucketLocation"; readonly bucket: string }
  | { readonly action: "s3:GetBucketPolicy"; readonly bucket: string };

/** The action is allowed. */
export interface S3Answer {
  /** What the answer shows beside that, in words: that there is no such object, say. */
  readonly note?: string;
  readonly requestId?: string;
}

/** What `aws s3 ls` shows of one page: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export interface BucketPage {
  readonly bucket: string;
  readonly region: string;
  readonly prefix: string;
  readonly commonPrefixes: readonly string[];
  /** `lastModified` is ISO 8601, `size` bytes. */
  readonly objects: readonly { readonly key: string; readonly size: number; readonly lastModified: string }[];
  /** Present when there is more. */
  readonly continuationToken?: string;
  readonly requestId?: string;
}

export type LiveResult<T> =
  | { readonly kind: "ok"; readonly value: T; readonly steps: readonly Step[] }
  | { readonly kind: "failed"; readonly failure: LiveFailure; readonly steps: readonly Step[] }
  | { readonly kind: "cancelled"; readonly steps: readonly Step[] };

/** A failed call in the user's words. Holds no secret and no raw SDK text that could. */
export interface LiveFailure {
  /** Where it happened. `hop` is an index into the plan's hops. */
  readonly at:
    | { readonly kind: "source" }
    | { readonly kind: "hop"; readonly hop: number }
    | { readonly kind: "identity" }
    | { readonly kind: "list" }
    | { readonly kind: "read" }
    | { readonly kind: "roles" }
    | { readonly kind: "console" };
  /** The service's error code, e.g. "AccessDenied"; or one of ours for the wire: "Timeout", "Network", "ProxyRefused". */
  readonly code: string;
  /** One sentence: "AWS denied AssumeRole on arn:…:role/Deploy." */
  readonly headline: string;
  /** The service's own message, redacted, where it gave one. */
  readonly serviceMessage?: string;
  /** Real causes, most likely first, in words. */
  readonly causes: readonly string[];
  /** What to do, parallel to nothing: a short list in order. */
  readonly fixes: readonly string[];
  /** Which file the user should look at first. */
  readonly look?: "trustPolicy" | "identityPolicy" | "bucketPolicy" | "sessionPolicy" | "profile";
  /**
   * Set where the service answered that this caller may not do this. `explicit` says whether a Deny statement did it,
   * where the message tells.
   */
  readonly refusal?: { readonly explicit?: boolean };
  readonly httpStatus?: number;
  readonly requestId?: string;
  readonly endpoint?: string;
}
