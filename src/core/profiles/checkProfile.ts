import type { ProfileDraft } from "./draft.ts";
import type { NamedSection, Profile, ProfileProblem, ProfileProblemCode, Setting } from "./model.ts";
import {
  checkDuration,
  checkEndpointUrl,
  checkExternalId,
  checkMfaSerial,
  checkRoleArn,
  checkSessionName,
  type RuleBreak,
} from "./roleRules.ts";
import { plainSetting, valueOf } from "./setting.ts";
import { sdkWay, usableSource, wayName, waysOf, type Way } from "./ways.ts";

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html */
const credentialSources: ReadonlySet<string> = new Set([
  "Environment",
  "Ec2InstanceMetadata",
  "EcsContainer",
]);

const roleRules: readonly (readonly [string, (value: string) => RuleBreak | undefined])[] = [
  ["role_arn", checkRoleArn],
  ["duration_seconds", checkDuration],
  ["role_session_name", checkSessionName],
  ["external_id", checkExternalId],
  ["mfa_serial", checkMfaSerial],
];

/** Adds to a profile the problems that can be told from its own settings and the sections it names. */
export function checkProfile(
  profile: ProfileDraft,
  ssoSessions: ReadonlyMap<string, NamedSection>,
  services: ReadonlyMap<string, NamedSection>,
): void {
  const report = reporter(profile);
  if (isRoleProfile(profile)) checkRole(profile, report);
  else checkWithoutRole(profile, report);
  checkWays(profile, ssoSessions, report);
  checkKeys(profile, report);
  checkEndpoint(profile, services, report);
}

/** True where the profile assumes a role with the credentials of a source, as against a web identity token. */
export function isRoleProfile(profile: Profile): boolean {
  return (
    valueOf(profile, "role_arn") !== undefined && valueOf(profile, "web_identity_token_file") === undefined
  );
}

type Report = (
  key: string,
  code: ProfileProblemCode,
  severity: ProfileProblem["severity"],
  message: string,
  at?: "key" | "value",
) => void;

function reporter(profile: ProfileDraft): Report {
  return (key, code, severity, message, at = "value") => {
    const setting = profile.settings.get(key);
    if (setting === undefined) throw new Error(`Profile has no setting ${key}.`);
    profile.problems.push({ code, severity, message, file: setting.file, span: spanAt(setting, at) });
  };
}

function spanAt(setting: Setting, at: "key" | "value"): Setting["span"] {
  return at === "key" || setting.span.start === setting.span.end ? setting.keySpan : setting.span;
}

function checkRole(profile: ProfileDraft, report: Report): void {
  checkValues(profile, report);
  const source = valueOf(profile, "source_profile");
  const credentialSource = valueOf(profile, "credential_source");
  if (source !== undefined && credentialSource !== undefined) {
    report(
      "credential_source",
      "twoSources",
      "error",
      `Both source_profile and credential_source are set. Remove one of them.${silently(profile)}`,
      "key",
    );
  } else if (source === undefined && credentialSource === undefined) {
    const aside =
      valueOf(profile, "include_profile") === undefined ? "" : " Only aws-vault reads include_profile.";
    if (profile.keys === undefined) {
      report(
        "role_arn",
        "roleWithoutSource",
        "error",
        `Nothing says whose credentials assume this role. Add source_profile or credential_source.${aside}`,
      );
    } else {
      report(
        "role_arn",
        "roleSkipped",
        "error",
        `The AWS CLI refuses this role, the JavaScript SDK silently uses the access keys without it. Add source_profile = ${profile.name} to assume the role with these keys.${aside}`,
      );
    }
  } else if (credentialSource !== undefined && !credentialSources.has(credentialSource)) {
    report(
      "credential_source",
      "badCredentialSource",
      "error",
      `'${credentialSource}' is not a credential source. Write Environment, Ec2InstanceMetadata or EcsContainer.`,
    );
  }
}

function silently(profile: Profile): string {
  return profile.keys === undefined
    ? ""
    : " Until then the AWS CLI stops, and the JavaScript SDK silently uses the access keys without the role.";
}

function checkValues(profile: ProfileDraft, report: Report): void {
  for (const [key, check] of roleRules) {
    const value = valueOf(profile, key);
    const broken = value === undefined ? undefined : check(value);
    if (broken !== undefined) report(key, broken.code, broken.severity, broken.message);
  }
}

function checkWithoutRole(profile: ProfileDraft, report: Report): void {
  if (valueOf(profile, "web_identity_token_file") !== undefined) {
    checkWebIdentity(profile, report);
    return;
  }
  for (const key of [
    "source_profile",
    "external_id",
    "role_session_name",
    "duration_seconds",
    "mfa_serial",
  ]) {
    if (valueOf(profile, key) === undefined) continue;
    report(
      key,
      "roleSettingWithoutRole",
      "information",
      `AWS tools ignore ${key} in a profile without role_arn.`,
      "key",
    );
  }
  if (valueOf(profile, "credential_source") !== undefined) {
    report(
      "credential_source",
      "credentialSourceWithoutRole",
      "warning",
      "The AWS CLI ignores credential_source without role_arn; the JavaScript SDK uses it where this profile is a source. Add role_arn, or put credential_source into the profile with the role.",
      "key",
    );
  }
}

function checkWebIdentity(profile: ProfileDraft, report: Report): void {
  for (const [key, check] of roleRules) {
    const value = valueOf(profile, key);
    if (value === undefined) continue;
    if (key === "role_arn" || key === "role_session_name") {
      const broken = check(value);
      if (broken !== undefined) report(key, broken.code, broken.severity, broken.message);
    } else {
      report(
        key,
        "ignoredWithWebIdentity",
        "information",
        `AWS tools ignore ${key} where web_identity_token_file gives the credentials.`,
        "key",
      );
    }
  }
  for (const key of ["source_profile", "credential_source"]) {
    if (valueOf(profile, key) === undefined || valueOf(profile, "role_arn") === undefined) continue;
    report(
      key,
      "webIdentityWithSource",
      "warning",
      `The AWS CLI assumes the role with the web identity token, the JavaScript SDK with ${key}. Keep one of the two.`,
      "key",
    );
  }
}

function checkWays(
  profile: ProfileDraft,
  ssoSessions: ReadonlyMap<string, NamedSection>,
  report: Report,
): void {
  const ways = waysOf(profile, ssoSessions);
  const role = isRoleProfile(profile) && valueOf(profile, "source_profile") !== profile.name;
  const usable = usableSource(ways) !== undefined;
  for (const way of ways) {
    if (!("broken" in way)) continue;
    // Beside a role these are only a source for others, or leftovers; the AWS CLI ignores SSO without account and role.
    const cliStops =
      way.kind !== "sso" ||
      valueOf(profile, "sso_account_id") !== undefined ||
      valueOf(profile, "sso_role_name") !== undefined;
    if (usable && !cliStops) continue;
    const severity = usable || role ? "warning" : "error";
    const aside =
      usable && !role ? " The AWS CLI stops here; other tools use what else the profile gives." : "";
    report(way.key, way.broken.code, severity, way.broken.message + aside, "key");
  }
  const session = valueOf(profile, "sso_session");
  const section = session === undefined ? undefined : ssoSessions.get(session);
  if (section !== undefined) checkSsoConflict(profile, section, report);
  if (!role) checkSeveral(ways, report);
  if (ways.length === 0 && !isRoleProfile(profile)) reportNoCredentials(profile);
}

function checkSsoConflict(profile: ProfileDraft, section: NamedSection, report: Report): void {
  for (const key of ["sso_start_url", "sso_region"]) {
    if (valueOf(section, key) !== undefined || valueOf(profile, key) === undefined) continue;
    report(
      key,
      "ssoConflict",
      "warning",
      `[sso-session ${section.name}] has no ${key}: the AWS CLI takes this one, the JavaScript SDK stops. Move the line into that section.`,
      "key",
    );
  }
  for (const key of section.settings.keys()) {
    const own = valueOf(profile, key);
    const shared = valueOf(section, key);
    if (own === undefined || shared === undefined || own === shared) continue;
    report(
      key,
      "ssoConflict",
      "warning",
      `[sso-session ${section.name}] says '${shared}': the AWS CLI refuses the difference, other tools use the section's value. Remove ${key} from the profile.`,
    );
  }
}

function checkSeveral(ways: readonly Way[], report: Report): void {
  const usable = ways.filter((way) => "source" in way);
  const cli = usable[0];
  const sdk = sdkWay(ways);
  if (cli === undefined || sdk === undefined || usable.length < 2) return;
  if (cli.kind === sdk.kind) {
    for (const way of usable.slice(1)) {
      if (way.kind === cli.kind) continue;
      report(
        way.key,
        "severalCredentials",
        "information",
        `Not used: ${wayName(cli.kind)} of this profile comes first.`,
        "key",
      );
    }
    return;
  }
  // Tools that write both SSO settings and a process make the two give the same session; keys are another identity.
  const severity = cli.kind === "keys" || sdk.kind === "keys" ? "warning" : "information";
  report(
    sdk.key,
    "severalCredentials",
    severity,
    `The AWS CLI uses ${wayName(cli.kind)} of this profile, the JavaScript SDK ${wayName(sdk.kind)}. Keep one of the two.`,
    "key",
  );
}

function reportNoCredentials(profile: ProfileDraft): void {
  const token = ["aws_session_token", "aws_security_token"].find((key) => profile.settings.has(key));
  const place = profile.places[0];
  if (token !== undefined || place === undefined) return;
  profile.problems.push({
    code: "noCredentials",
    severity: "information",
    message:
      "This profile gives no credentials of its own. Add access keys, SSO settings, credential_process, or role_arn with a source.",
    ...place,
  });
}

function checkKeys(profile: ProfileDraft, report: Report): void {
  const token = profile.settings.get("aws_session_token");
  const legacy = profile.settings.get("aws_security_token");
  if (legacy !== undefined && token === undefined) {
    report(
      "aws_security_token",
      "legacySecurityToken",
      "warning",
      "Only the AWS CLI reads aws_security_token. Write aws_session_token.",
      "key",
    );
  }
  const first = token ?? legacy;
  if (first === undefined) return;
  const key = token === undefined ? "aws_security_token" : "aws_session_token";
  const hasKeys = profile.settings.has("aws_access_key_id") || profile.settings.has("aws_secret_access_key");
  if (!hasKeys) {
    const otherwise =
      isRoleProfile(profile) ||
      ["credential_process", "login_session", "sso_account_id", "web_identity_token_file"].some((name) =>
        profile.settings.has(name),
      );
    report(
      key,
      "tokenWithoutKeys",
      otherwise ? "warning" : "error",
      "A session token alone is of no use. Add aws_access_key_id and aws_secret_access_key of the same session, or remove it.",
      "key",
    );
  } else if (profile.keys !== undefined && first.file !== profile.keys.file) {
    report(
      key,
      "tokenFromOtherFile",
      "warning",
      `The keys stand in the ${profile.keys.file} file and this token does not: the JavaScript SDK joins them, the AWS CLI uses the keys without it. Put all three together.`,
      "key",
    );
  }
}

function checkEndpoint(
  profile: ProfileDraft,
  services: ReadonlyMap<string, NamedSection>,
  report: Report,
): void {
  const url = valueOf(profile, "endpoint_url");
  const broken = url === undefined ? undefined : checkEndpointUrl(url);
  if (broken !== undefined) report("endpoint_url", broken.code, broken.severity, broken.message);
  const name = valueOf(profile, "services");
  if (name === undefined) return;
  const section = services.get(name);
  if (section === undefined) {
    report(
      "services",
      "missingServices",
      "error",
      `Section [services ${name}] not found. Add it to the config file, or remove this line.`,
    );
    return;
  }
  for (const service of ["sts", "s3", "iam"]) {
    const setting = plainSetting(section, `${service}.endpoint_url`);
    const wrong = setting === undefined ? undefined : checkEndpointUrl(setting.value);
    if (setting === undefined || wrong === undefined) continue;
    profile.problems.push({ ...wrong, file: setting.file, span: setting.span });
  }
}
