import type { SettingPath } from "../../core/awsFiles/edit/model.ts";
import { settingName } from "../../core/awsFiles/edit/writtenSettings.ts";
import { dependentsOf } from "../../core/profiles/dependents.ts";
import type { Profiles } from "../../core/profiles/model.ts";
import { durationOf, longestChainedSession } from "../../core/profiles/roleRules.ts";
import type { WorkspaceFacts } from "../workspaceFacts.ts";
import type { AwsOffer } from "./complete.ts";
import { keysOfSection, type AwsKeyFacts } from "./keyFacts.ts";
import { groupRank, ruledOut } from "./keyOrder.ts";
import { isChained, offerAwsValues } from "./values.ts";

/** A setting of a profile with what is known of it. */
export interface KnownSetting {
  readonly path: SettingPath;
  readonly facts: AwsKeyFacts;
}

/** What is known of a setting; undefined for a key of another tool. */
export function factsOf({ key, nestedIn }: SettingPath): AwsKeyFacts | undefined {
  const own = keysOfSection("profile");
  const among = nestedIn === undefined ? own : (own.find(({ name }) => name === nestedIn)?.nested ?? []);
  return among.find(({ name }) => name === key);
}

/**
 * The settings that can be added to a profile, what it is about first: none that it has, none that makes no sense beside
 * those, and none that could only name what does not exist. Access keys come as a pair and are not among them; of a
 * block its keys are. `present` in lower case, a key of a block as `s3.addressing_style`.
 */
export function addableSettings(
  profiles: Profiles,
  profile: string,
  present: ReadonlySet<string>,
): readonly KnownSetting[] {
  const out = ruledOut(present);
  // Its credentials come from the role; and the older form of SSO is for none that does not have it.
  const isRole = ["source_profile", "credential_source", "web_identity_token_file"].some((key) =>
    present.has(key),
  );
  const isLegacySso = present.has("sso_start_url") || present.has("sso_region");
  const ranked = keysOfSection("profile").flatMap((facts, index) => {
    const { name, group, nested } = facts;
    if (group === "keys" || out.has(name) || isBlockWithoutNames(name)) return [];
    if (isRole && (group === "sso" || group === "other credentials")) return [];
    if (!isLegacySso && (name === "sso_start_url" || name === "sso_region")) return [];
    const rank = groupRank(group, present) + String(index).padStart(3, "0");
    return (
      nested === undefined
        ? [{ path: { key: name }, facts }]
        : nested.map((inner) => ({ path: { key: inner.name, nestedIn: name }, facts: inner }))
    )
      .filter(({ path }) => !present.has(settingName(path)))
      .filter(({ path }) => !onlyNames.has(path.key) || namesFor(profiles, profile, path.key).length > 0)
      .map((setting) => ({ ...setting, rank }));
  });
  return ranked
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .map(({ path, facts }) => ({ path, facts }));
}

/** Its keys are the names of all services, which nobody lists. */
function isBlockWithoutNames(key: string): boolean {
  return key === "api_versions";
}

/** The value is the name of something that has to exist. */
const onlyNames: ReadonlySet<string> = new Set(["source_profile", "sso_session", "services"]);

function namesFor(profiles: Profiles, profile: string, key: string): readonly string[] {
  switch (key) {
    case "source_profile": {
      // One that takes its credentials from this profile would lead back to it.
      const dependents = new Set(dependentsOf(profiles, profile));
      return profiles.profiles
        .filter(({ name, keys }) => (name === profile ? keys !== undefined : !dependents.has(name)))
        .map(({ name }) => name);
    }
    case "sso_session":
      return [...profiles.ssoSessions.keys()];
    default:
      return [...profiles.services.keys()];
  }
}

export interface SettingValues {
  readonly offers: readonly AwsOffer[];
  /**
   * `only`: nothing else works. `first`: they are what is mostly wanted. `help`: the value is the user's own, and these
   * are for a start.
   */
  readonly are: "only" | "first" | "help";
}

/** The keys whose values are a list, though another value may be right as well. */
const mostlyListed: ReadonlySet<string> = new Set(["region", "sso_region", "duration_seconds"]);

/** What can stand under a key of a profile, the likeliest first. */
export function valuesOf(
  profiles: Profiles,
  facts: WorkspaceFacts,
  profile: string,
  { key, nestedIn }: SettingPath,
): SettingValues {
  const isName = nestedIn === undefined && onlyNames.has(key);
  const names = isName ? new Set(namesFor(profiles, profile, key)) : undefined;
  const offers = offerAwsValues(
    { profiles, facts },
    {
      section: { type: "profile", name: profile },
      key,
      ...(nestedIn === undefined ? {} : { nestedIn }),
    },
  )
    .filter(({ snippet, label }) => snippet !== true && names?.has(label) !== false)
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  const isListed =
    (factsOf({ key, ...(nestedIn === undefined ? {} : { nestedIn }) })?.values ?? []).length > 0;
  return {
    offers,
    are:
      isName || key === "credential_source" ? "only" : isListed || mostlyListed.has(key) ? "first" : "help",
  };
}

/** What is against a value in this profile although it is right elsewhere, as a sentence. */
export function valueWarning(
  profiles: Profiles,
  profile: string,
  { key }: SettingPath,
  value: string,
): string | undefined {
  const seconds = key === "duration_seconds" ? durationOf(value) : undefined;
  return seconds !== undefined && seconds > longestChainedSession && isChained(profiles, profile)
    ? `A role's session assumes this role, so that AWS ends the session after ${longestChainedSession} seconds at most.`
    : undefined;
}
