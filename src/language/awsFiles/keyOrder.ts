import type { AwsKeyFacts, KeyGroup } from "./keyFacts.ts";

/** Keys that rule each other out. */
const instead: Readonly<Record<string, readonly string[]>> = {
  source_profile: ["credential_source", "web_identity_token_file"],
  credential_source: ["source_profile", "web_identity_token_file"],
  web_identity_token_file: [
    "source_profile",
    "credential_source",
    "external_id",
    "duration_seconds",
    "mfa_serial",
  ],
  // With a section of its own, these belong there.
  sso_session: ["sso_start_url", "sso_region"],
};

/** The keys that make no sense beside those that are there; all in lower case. */
export function ruledOut(present: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...present].flatMap((key) => (Object.hasOwn(instead, key) ? (instead[key] ?? []) : [])));
}

/** What belongs into the credentials file. https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html */
const credentialsGroups: ReadonlySet<KeyGroup> = new Set(["keys", "other credentials", "common"]);

export function isOfCredentialsFile({ group }: AwsKeyFacts): boolean {
  return credentialsGroups.has(group);
}

/** The group that the section is about comes first. */
export function groupRank(group: KeyGroup, present: ReadonlySet<string>): string {
  const has = (...keys: readonly string[]) => keys.some((key) => present.has(key));
  const about: KeyGroup | undefined = has("role_arn", "source_profile", "credential_source")
    ? "role"
    : has("sso_session", "sso_account_id", "sso_role_name", "sso_start_url")
      ? "sso"
      : has("aws_access_key_id", "aws_secret_access_key")
        ? "keys"
        : undefined;
  if (group === about) return "0";
  return String(order.indexOf(group) + 1);
}

const order: readonly KeyGroup[] = [
  "role",
  "sso",
  "keys",
  "common",
  "other credentials",
  "endpoint",
  "client",
  "cli",
];
