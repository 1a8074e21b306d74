import type { AwsFileProblemCode } from "../../core/awsFiles/model.ts";
import type { ProfileProblemCode } from "../../core/profiles/model.ts";
import { valueOf } from "../../core/profiles/setting.ts";
import { longestSession, shortestSession } from "../../core/profiles/roleRules.ts";
import { usableSource, waysOf } from "../../core/profiles/ways.ts";
import { nearestName } from "../../core/text/nearest.ts";
import type { Fix } from "../fixes/edit.ts";
import type { FixContext } from "./fixContext.ts";

type Fixes = (context: FixContext) => readonly (Fix | undefined)[];

/** Most profiles that are offered as a source. */
const mostSources = 4;

/** Changes for what is wrong with the settings of a profile, the likeliest first. */
export const settingFixes: Readonly<Record<Exclude<ProfileProblemCode, AwsFileProblemCode>, Fixes>> = {
  badCredentialSource: (at) => {
    const sources = ["Environment", "Ec2InstanceMetadata", "EcsContainer"];
    const near = sources.find((name) => name.toLowerCase().startsWith(at.found.slice(0, 3).toLowerCase()));
    const first = near ?? nearestName(at.found, sources);
    return [...(first === undefined ? [] : [first]), ...sources.filter((name) => name !== first)].map(
      (name) => at.replace(`Write ${name}`, at.problem.span, name, false),
    );
  },
  badDuration: (at) => {
    const limit = Number(at.found) > longestSession ? longestSession : shortestSession;
    return [at.replace(`Write ${limit}`, at.problem.span, String(limit), false)];
  },
  badEndpointUrl: (at) =>
    /^[\w.-]+(?::\d+)?(?:\/\S*)?$/.test(at.found)
      ? [
          at.replace(`Write https://${at.found}`, at.problem.span, `https://${at.found}`, false),
          at.replace(`Write http://${at.found}`, at.problem.span, `http://${at.found}`, false),
        ]
      : [],
  badExternalId: () => [],
  badMfaSerial: (at) => [changed(at, (value) => value.replace(/^(arn:[^:]+:iam::[^:]*:)user\//, "$1mfa/"))],
  badRoleArn: (at) => [changed(at, (value) => value.replace(":instance-profile/", ":role/"))],
  badSessionName: (at) => [
    changed(at, (value) => {
      const name = value
        .trim()
        .replace(/[^\w+=,.@-]+/g, "-")
        .slice(0, 64);
      return name.length < 2 ? value : name;
    }),
  ],
  credentialSourceWithoutRole: (at) => [removed(at)],
  cycle: () => [],
  durationNotANumber: (at) => [duration(at), removed(at)],
  emptyValue: (at) => [removed(at)],
  halfKeyPair: () => [],
  ignoredWithWebIdentity: (at) => [removed(at, true)],
  incompleteSso: (at) => [missingSsoKeys(at)],
  inlineNote: (at) => [noteAbove(at)],
  keyPairAcrossFiles: () => [],
  legacySecurityToken: (at) => [at.replace("Write aws_session_token", at.problem.span, "aws_session_token")],
  missingServices: (at) => [
    ...near(at, at.profiles.services.keys()),
    newSection(at, `services ${at.found}`, ["sts =", "  endpoint_url = <ENDPOINT_URL>"]),
    removed(at),
  ],
  missingSource: (at) => near(at, at.profiles.byName.keys()),
  missingSsoSession: (at) => {
    const name = at.entry?.value ?? "";
    return [
      ...near(at, at.profiles.ssoSessions.keys(), at.entry?.valueSpan),
      newSection(at, `sso-session ${name}`, [
        "sso_start_url = <START_URL>",
        "sso_region = <REGION>",
        "sso_registration_scopes = sso:account:access",
      ]),
    ];
  },
  noCredentials: () => [],
  profileNotFound: () => [],
  roleSettingWithoutRole: (at) => [removed(at)],
  roleSkipped: (at) => [added(at, `source_profile = ${at.section?.name ?? ""}`, true)],
  roleSkippedAsSource: () => [],
  roleWithoutSource: (at) => [
    ...sourcesFor(at).map((name) => added(at, `source_profile = ${name}`, false)),
    added(at, "credential_source = Ec2InstanceMetadata", false),
    added(at, "credential_source = EcsContainer", false),
  ],
  sectionNotProfile: (at) => {
    const title = /In the config file the header is \[(.+)\]\.$/.exec(at.problem.message)?.[1];
    const taken = at.file.sections.some((section) => section.title === title);
    return title === undefined || taken
      ? []
      : [at.replace(`Write [${title}]`, at.problem.span, `[${title}]`)];
  },
  severalCredentials: (at) => [at.entry !== undefined && !at.isSecret(at.entry) ? removed(at) : undefined],
  sourceBroken: () => [],
  sourceWithoutCredentials: () => [],
  ssoConflict: (at) => [intoSsoSession(at) ?? removed(at)],
  tokenFromOtherFile: () => [],
  tokenWithoutKeys: (at) => [removed(at)],
  twoSources: (at) => {
    const { section } = at;
    return ["credential_source", "source_profile"].map((key) => {
      const entry = section && at.entryOf(section, key);
      return entry && at.removeEntry(`Remove ${key}`, entry, false);
    });
  },
  upperCaseKey: (at) => [
    at.replace(`Write ${at.found.toLowerCase()}`, at.problem.span, at.found.toLowerCase()),
  ],
  webIdentityWithoutRole: (at) => {
    const fix = added(at, "role_arn = arn:aws:iam::<ACCOUNT_ID>:role/<ROLE_NAME>", false);
    return [fix && { ...fix, title: "Add role_arn", placeholder: true }];
  },
  webIdentityWithSource: (at) => {
    const token = at.section && at.entryOf(at.section, "web_identity_token_file");
    return [removed(at), token && at.removeEntry("Remove web_identity_token_file", token, false)];
  },
};

function changed(at: FixContext, change: (value: string) => string): Fix | undefined {
  const value = change(at.found);
  return value === at.found ? undefined : at.replace(`Write ${value}`, at.problem.span, value, false);
}

function removed(at: FixContext, safe = false): Fix | undefined {
  const { entry } = at;
  return entry && at.removeEntry(`Remove ${entry.key}`, entry, safe);
}

/** A line behind the one with the problem. */
function added(at: FixContext, line: string, safe: boolean): Fix | undefined {
  const { section, entry } = at;
  if (section === undefined) return undefined;
  return { title: `Add ${line}`, edits: [at.insertBehind(section, entry, [line])], safe };
}

function near(at: FixContext, known: Iterable<string>, span = at.problem.span): (Fix | undefined)[] {
  const written = at.text.slice(span.start, span.end);
  const name = nearestName(written, known);
  return name === undefined || name === written ? [] : [at.replace(`Write ${name}`, span, name, false)];
}

/** `3600s`, `60m` and `1h` say what was meant. */
function duration(at: FixContext): Fix | undefined {
  const [, digits, unit = ""] = /^(\d{1,5})\s*([a-z]*)\.?$/i.exec(at.found) ?? [];
  const factor = { "": 1, s: 1, m: 60, h: 3600 }[unit.toLowerCase().charAt(0)];
  const seconds = digits === undefined || factor === undefined ? 3600 : Number(digits) * factor;
  const legal = seconds >= shortestSession && seconds <= longestSession ? seconds : 3600;
  return at.replace(`Write ${legal}`, at.problem.span, String(legal), false);
}

/** A line of its own above. The note of a secret is not copied: it may be a part of it. */
function noteAbove(at: FixContext): Fix | undefined {
  const { entry } = at;
  if (entry === undefined) return undefined;
  const { end } = entry.valueSpan;
  const cut = { span: { start: end, end: at.problem.span.end }, newText: "" };
  if (at.isSecret(entry)) return { title: "Remove the note", edits: [cut], safe: false };
  const start = entry.span.start;
  const note = at.found.startsWith("#") ? at.found : `# ${at.found.replace(/^;\s*/, "")}`;
  return {
    title: "Put the note into a line of its own",
    edits: [{ span: { start, end: start }, newText: note + at.lineEnd }, cut],
    safe: true,
  };
}

/** Named sections live in the config file. */
function newSection(at: FixContext, title: string, lines: readonly string[]): Fix | undefined {
  if (at.file.kind !== "config" || !/^[\w-]+ [\w@+.%:/-]+$/.test(title)) return undefined;
  return {
    title: `Add [${title}]`,
    edits: [at.appendSection([`[${title}]`, ...lines])],
    safe: false,
    placeholder: true,
  };
}

function missingSsoKeys(at: FixContext): Fix | undefined {
  const { section } = at;
  if (section === undefined) return undefined;
  const profile = at.profiles.byName.get(section.name);
  if (profile === undefined) return undefined;
  const session = at.profiles.ssoSessions.get(valueOf(profile, "sso_session") ?? "");
  const values = {
    sso_start_url: "<START_URL>",
    sso_region: "<REGION>",
    sso_account_id: "<ACCOUNT_ID>",
    sso_role_name: "<ROLE_NAME>",
  };
  const lines = Object.entries(values).flatMap(([key, value]) => {
    const shared = key === "sso_start_url" || key === "sso_region";
    // A gap of the shared section is mended there.
    if (valueOf(profile, key) !== undefined || (shared && session !== undefined)) return [];
    return [`${key} = ${value}`];
  });
  if (lines.length === 0) return undefined;
  return {
    title: `Add ${lines.map((line) => line.split(" ", 1)[0] ?? "").join(", ")}`,
    edits: [at.insertBehind(section, at.entry, lines)],
    safe: false,
    placeholder: true,
  };
}

/** Where the shared section lacks the key, the line belongs there. */
function intoSsoSession(at: FixContext): Fix | undefined {
  const { section, entry, file } = at;
  const profile = section && at.profiles.byName.get(section.name);
  const name = profile && valueOf(profile, "sso_session");
  const target = file.sections.find((other) => other.type === "ssoSession" && other.name === name);
  if (entry === undefined || target === undefined) return undefined;
  const key = entry.key.toLowerCase();
  if (at.entryOf(target, key) !== undefined) return undefined;
  return {
    title: `Move ${key} into [${target.title}]`,
    edits: [
      { span: entry.span, newText: "" },
      at.insertBehind(target, target.entries.at(-1), [`${key} = ${entry.value}`]),
    ].sort((a, b) => a.span.start - b.span.start),
    safe: true,
  };
}

/** Profiles that give credentials of their own, those with a name that says so first. */
function sourcesFor(at: FixContext): readonly string[] {
  const own = at.section?.name;
  return at.profiles.profiles
    .filter(
      (profile) =>
        profile.name !== own &&
        usableSource(waysOf(profile, at.profiles.ssoSessions)) !== undefined &&
        !profile.problems.some(({ severity }) => severity === "error"),
    )
    .map(({ name }) => name)
    .slice(0, mostSources);
}
