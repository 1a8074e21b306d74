import { nearestName } from "../text/nearest.ts";
import { isRoleProfile } from "./checkProfile.ts";
import type { ProfileDraft } from "./draft.ts";
import type { NamedSection, ProfileProblem, ProfileProblemCode, UnreachableSection } from "./model.ts";
import { plainSetting, valueOf } from "./setting.ts";
import { usableSource, waysOf } from "./ways.ts";

/** What a profile gives to one that names it as its source. */
type Outcome =
  | { readonly kind: "works"; readonly end: string }
  /** `at` is the profile to mend. */
  | { readonly kind: "fails"; readonly at: string }
  | { readonly kind: "loops"; readonly through: ReadonlySet<string> };

/** Problems that stop a role, but not a profile whose keys are used without its role. */
const roleErrors: ReadonlySet<ProfileProblemCode> = new Set<ProfileProblemCode>([
  "badCredentialSource",
  "badDuration",
  "badExternalId",
  "badMfaSerial",
  "badRoleArn",
  "badSessionName",
  "roleSkipped",
  "roleWithoutSource",
  "twoSources",
]);

/**
 * Follows `source_profile` through all profiles, sets each one's parent, and adds what is wrong with the chain: a
 * missing source, a cycle (on every profile of it), a source that gives nothing. As in the AWS CLI, a source that
 * has keys gives them without its own role. Every profile is visited once.
 */
export function checkSources(
  byName: ReadonlyMap<string, ProfileDraft>,
  ssoSessions: ReadonlyMap<string, NamedSection>,
  unreachable: readonly UnreachableSection[],
): void {
  setParents(byName);
  const outcomes = new Map<string, Outcome>();
  const near = nearNames(byName, unreachable);
  const indirect: { profile: ProfileDraft; parent: ProfileDraft; outcome: Outcome; report: Report }[] = [];
  for (const profile of byName.values()) {
    const source = plainSetting(profile, "source_profile");
    if (source === undefined || !isRoleProfile(profile)) continue;
    if (valueOf(profile, "credential_source") !== undefined) continue;
    const report: Report = (code, severity, message) => {
      profile.problems.push({ code, severity, message, file: source.file, span: source.span });
    };
    const parent = byName.get(source.value);
    if (parent === undefined) {
      report("missingSource", "error", `Source profile '${source.value}' not found. ${near(source.value)}`);
    } else if (parent === profile) {
      if (hasAnyKey(profile)) continue;
      report(
        "cycle",
        "error",
        `Profile '${profile.name}' names itself as its source but has no access keys. Add them, or name another source.`,
      );
    } else {
      const outcome = outcomeOf(parent, byName, ssoSessions, outcomes);
      const circle = circleOf(profile, parent, outcome, byName);
      if (circle === undefined) indirect.push({ profile, parent, outcome, report });
      else {
        report("cycle", "error", `The sources run in a circle: ${circle}. Give one of them another source.`);
      }
    }
  }
  // Only now does every profile have its own problems, which the ones above it repeat.
  for (const { parent, outcome, report } of indirect) reportSource(parent, outcome, byName, report);
}

type Report = (code: ProfileProblemCode, severity: ProfileProblem["severity"], message: string) => void;

function reportSource(
  parent: ProfileDraft,
  outcome: Outcome,
  byName: ReadonlyMap<string, ProfileDraft>,
  report: Report,
): void {
  if (outcome.kind === "loops") {
    report("sourceBroken", "error", `The sources of profile '${parent.name}' run in a circle.`);
  } else if (outcome.kind === "fails") {
    const cause = byName.get(outcome.at)?.problems.find((problem) => problem.severity === "error");
    const where =
      outcome.at === parent.name
        ? `Source profile '${outcome.at}'`
        : `Profile '${outcome.at}', further down the chain,`;
    if (cause === undefined) {
      report(
        "sourceWithoutCredentials",
        "error",
        `${where} has no credentials. Add access keys, SSO settings or credential_process to it.`,
      );
    } else report("sourceBroken", "error", `${where} does not work. ${cause.message}`);
  } else if (hasAnyKey(parent) && isRoleProfile(parent)) {
    report(
      "roleSkippedAsSource",
      "information",
      `Profile '${parent.name}' has access keys: as a source it gives them, and its role is not assumed.`,
    );
  }
}

/** Every profile's source, except where following sources would never end. */
function setParents(byName: ReadonlyMap<string, ProfileDraft>): void {
  const ended = new Set<ProfileDraft>();
  for (const start of byName.values()) {
    const path = new Set<ProfileDraft>();
    let current: ProfileDraft | undefined = start;
    while (current !== undefined && !ended.has(current) && !path.has(current)) {
      path.add(current);
      const parent = byName.get(valueOf(current, "source_profile") ?? "");
      if (parent !== undefined && parent !== current) current.parent = parent.name;
      current = parent === current ? undefined : parent;
    }
    if (current !== undefined && path.has(current)) {
      const members = [...path];
      for (const member of members.slice(members.indexOf(current))) delete member.parent;
    }
    for (const profile of path) ended.add(profile);
  }
}

function outcomeOf(
  start: ProfileDraft,
  byName: ReadonlyMap<string, ProfileDraft>,
  ssoSessions: ReadonlyMap<string, NamedSection>,
  outcomes: Map<string, Outcome>,
): Outcome {
  const path: ProfileDraft[] = [];
  const onPath = new Set<string>();
  let current: ProfileDraft | undefined = start;
  let outcome: Outcome | undefined;
  while (current !== undefined && outcome === undefined) {
    outcome = outcomes.get(current.name);
    if (outcome !== undefined) break;
    if (onPath.has(current.name)) {
      const names = path.map((profile) => profile.name);
      outcome = { kind: "loops", through: new Set(names.slice(names.indexOf(current.name))) };
      break;
    }
    path.push(current);
    onPath.add(current.name);
    const next = nextSource(current, byName);
    if (next === undefined) outcome = endOf(current, ssoSessions);
    current = next;
  }
  let result: Outcome = outcome ?? { kind: "fails", at: start.name };
  for (const profile of path.reverse()) {
    if (result.kind === "works" && nextSource(profile, byName) !== undefined && hasRoleError(profile)) {
      result = { kind: "fails", at: profile.name };
    }
    outcomes.set(profile.name, result);
  }
  return result;
}

/** The profile that a source takes its own credentials from; undefined where the chain ends at it. */
function nextSource(
  profile: ProfileDraft,
  byName: ReadonlyMap<string, ProfileDraft>,
): ProfileDraft | undefined {
  if (!isRoleProfile(profile) || hasAnyKey(profile)) return undefined;
  if (valueOf(profile, "credential_source") !== undefined) return undefined;
  return byName.get(valueOf(profile, "source_profile") ?? "");
}

function endOf(profile: ProfileDraft, ssoSessions: ReadonlyMap<string, NamedSection>): Outcome {
  const works =
    isRoleProfile(profile) && !hasAnyKey(profile)
      ? valueOf(profile, "credential_source") !== undefined && !hasRoleError(profile)
      : usableSource(waysOf(profile, ssoSessions)) !== undefined && !hasWebIdentityError(profile);
  const closed = !profile.problems.some((problem) => problem.code === "unclosedHeader");
  return works && closed ? { kind: "works", end: profile.name } : { kind: "fails", at: profile.name };
}

function hasRoleError(profile: ProfileDraft): boolean {
  return profile.problems.some(({ code, severity }) => severity === "error" && roleErrors.has(code));
}

function hasWebIdentityError(profile: ProfileDraft): boolean {
  return valueOf(profile, "web_identity_token_file") !== undefined && hasRoleError(profile);
}

/** The AWS CLI takes one of the two for keys, and then fails for the other. */
function hasAnyKey(profile: ProfileDraft): boolean {
  return profile.settings.has("aws_access_key_id") || profile.settings.has("aws_secret_access_key");
}

/** The circle that a profile stands in, in words; undefined where it only leads into one or there is none. */
function circleOf(
  profile: ProfileDraft,
  parent: ProfileDraft,
  outcome: Outcome,
  byName: ReadonlyMap<string, ProfileDraft>,
): string | undefined {
  const inCircle =
    outcome.kind === "loops"
      ? outcome.through.has(profile.name)
      : outcome.kind === "works" && outcome.end === profile.name;
  if (!inCircle) return undefined;
  const names = [profile.name];
  let current: ProfileDraft | undefined = parent;
  while (current !== undefined && current !== profile && names.length < 8) {
    names.push(current.name);
    current = nextSource(current, byName);
  }
  if (current !== profile) names.push("…");
  names.push(profile.name);
  return names.join(" → ");
}

/** Comparing a name with every other is worth it for a few missing sources, not for a thousand. */
const comparisons = 20;

/** What a missing source may have been meant to be, as a sentence. */
function nearNames(
  byName: ReadonlyMap<string, ProfileDraft>,
  unreachable: readonly UnreachableSection[],
): (name: string) => string {
  const titles = new Map(
    unreachable.map((section) => [section.title.trim().replace(/^profile\s+/, ""), section]),
  );
  let asked = 0;
  return (name) => {
    const hidden = titles.get(name);
    if (hidden !== undefined) {
      return `[${hidden.title}] in the ${hidden.file} file is not read as a profile: mend that header.`;
    }
    const near = asked++ < comparisons ? nearestName(name, byName.keys()) : undefined;
    return near === undefined ? "Add it, or name another." : `Did you mean '${near}'?`;
  };
}
