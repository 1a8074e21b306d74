import type { AwsFiles } from "../awsFiles/edit/model.ts";
import type { AwsFileKind } from "../awsFiles/model.ts";
import type { ProxyRules } from "../network/proxy.ts";
import type { Environment, Profiles } from "../profiles/model.ts";
import type { Span } from "../text/span.ts";

/**
 * The part of a disk that the check of a set-up looks at. Nothing is written. Every function answers undefined where
 * there is nothing, or nothing that may be read.
 */
export interface SetupDisk {
  stat(path: string): DiskEntry | undefined;
  readText(path: string): string | undefined;
  /** The names in a folder. */
  list(path: string): readonly string[] | undefined;
  /** The hash as hexadecimal digits: AWS tools name the files of SSO tokens so. */
  sha1(text: string): string;
}

export interface DiskEntry {
  readonly kind: "file" | "folder" | "other";
  readonly readable: boolean;
  /** The permission bits; absent on Windows, which has none. */
  readonly mode?: number;
  /** Whether the file belongs to who runs this; absent on Windows. */
  readonly own?: boolean;
}

/** Everything the check starts from. `now` in milliseconds since 1970. */
export interface SetupFacts {
  readonly paths: Readonly<Record<AwsFileKind, string>>;
  readonly files: AwsFiles;
  readonly profiles: Profiles;
  readonly environment: Environment;
  /** Who decides about proxies, and by what. */
  readonly proxyRules: ProxyRules;
  /** The user's home folder: SSO tokens lie in `.aws/sso/cache` below it, wherever the two files are. */
  readonly home: string;
  readonly disk: SetupDisk;
  readonly now: number;
}

export type SetupFindingCode =
  | "caBundleUnusable"
  | "clockSkew"
  | "endpointNeedsProxy"
  | "endpointUnreachable"
  | "cliCacheOpenToOthers"
  | "environmentHidesProfiles"
  | "environmentNamesTwoProfiles"
  | "environmentNamesMissingProfile"
  | "environmentRegionsDiffer"
  | "environmentSetsEndpoint"
  | "environmentSetsFile"
  | "fileNotOwn"
  | "fileOpenToOthers"
  | "fileUnreadable"
  | "noFiles"
  | "profilesBroken"
  | "proxyDiffers"
  | "proxyInForce"
  | "shadowedKey"
  | "ssoExpired"
  | "ssoNotSignedIn"
  | "ssoWillBeRenewed";

/** One thing to know about the set-up, with what to do about it in its message. `place` where a file says it. */
export interface SetupFinding {
  readonly code: SetupFindingCode;
  readonly severity: "error" | "warning" | "information";
  readonly message: string;
  readonly place?: { readonly file: AwsFileKind; readonly span: Span };
  /** What can be done about it in one step. */
  readonly fix?: SetupFix;
}

export type SetupFix =
  /** Takes the rights of other users away: a file gets mode 600, a folder 700. */
  | { readonly kind: "close"; readonly path: string; readonly mode: 0o600 | 0o700 }
  /** Signs in to the SSO of this profile. */
  | { readonly kind: "signIn"; readonly profile: string };
