import type { AwsSection } from "../../core/awsFiles/model.ts";
import type { NamedSection, Profile, Profiles } from "../../core/profiles/model.ts";
import { valueOf } from "../../core/profiles/setting.ts";
import { itemKind } from "../completion/offer.ts";
import { regionsOf } from "../completion/regions.ts";
import type { NamedFact } from "../workspaceFacts.ts";
import type { AwsContext, AwsOffer } from "./complete.ts";
import { keysOfSection } from "./keyFacts.ts";

const partitions = ["aws", "aws-us-gov", "aws-cn", "aws-eusc"];

/** What a value is asked for: a key of a section, or of a block in it. */
export interface ValuePlace {
  readonly section: Pick<AwsSection, "type" | "name">;
  /** In lower case. */
  readonly key: string;
  readonly nestedIn?: string;
}

type Known = Pick<AwsContext, "profiles" | "facts">;

/** Values for the key of a line: what AWS lists, and what both files and the workspace name. Never a secret. */
export function offerAwsValues(context: Known, place: ValuePlace): AwsOffer[] {
  const { facts, profiles } = context;
  const { section, key, nestedIn } = place;
  const own = section.name;
  switch (nestedIn === undefined ? key : "") {
    case "role_arn":
      return [
        ...facts.roles.map((role) => named(role)),
        form(
          `arn:${facts.partition}:iam::…:role/…`,
          `arn:${facts.partition}:iam::\${1:<ACCOUNT_ID>}:role/\${2:<ROLE_NAME>}`,
          "a role",
        ),
      ];
    case "source_profile":
      return profiles.profiles.flatMap((profile) =>
        mayBeSource(profile, own) ? [offerProfile(profile)] : [],
      );
    case "sso_session":
      return sections(profiles.ssoSessions.values(), "sso_start_url");
    case "services":
      return sections(profiles.services.values(), "sts.endpoint_url");
    case "region":
    case "sso_region":
      return offerRegions(context);
    case "sso_account_id":
    case "aws_account_id":
      return facts.accounts.map(({ id, profiles: names }) =>
        plain(id, names.length === 0 ? "account" : `account of profile ${names.join(", ")}`),
      );
    case "sso_role_name":
    case "role_session_name":
      return used(context, key, own);
    case "external_id":
      return [...facts.externalIds.map((id) => named(id)), ...used(context, key, own)];
    case "mfa_serial":
      return [
        ...used(context, key, own),
        form(
          `arn:${facts.partition}:iam::…:mfa/…`,
          `arn:${facts.partition}:iam::\${1:<ACCOUNT_ID>}:mfa/\${2:<DEVICE_NAME>}`,
          "a virtual MFA device",
        ),
      ];
    case "duration_seconds":
      return offerDurations(context, own);
    default:
      return listedValues(place);
  }
}

function listedValues({ section, key, nestedIn }: ValuePlace): AwsOffer[] {
  const type = section.type === "ssoSession" || section.type === "services" ? section.type : "profile";
  const known = keysOfSection(type);
  const facts =
    nestedIn === undefined
      ? known.find(({ name }) => name === key)
      : known.find(({ name }) => name === nestedIn)?.nested?.find(({ name }) => name === key);
  return (facts?.values ?? []).map(({ value, text }, index) => ({
    label: value,
    kind: itemKind.enumMember,
    insert: value,
    documentation: text,
    rank: String(index).padStart(2, "0"),
  }));
}

/** A profile may be its own source where it has keys. */
function mayBeSource(profile: Profile, own: string): boolean {
  return profile.name !== own || profile.keys !== undefined;
}

function offerProfile(profile: Profile): AwsOffer {
  const broken = profile.problems.some(({ severity }) => severity === "error");
  const gives =
    profile.roleArn !== undefined
      ? `assumes ${profile.roleArn}`
      : profile.keys !== undefined
        ? "access keys"
        : profile.settings.has("sso_session") || profile.settings.has("sso_start_url")
          ? "SSO"
          : profile.settings.has("credential_process")
            ? "credential_process"
            : "no credentials";
  return {
    label: profile.name,
    kind: itemKind.reference,
    insert: profile.name,
    detail: broken ? `${gives}; does not work` : gives,
    rank: broken || gives === "no credentials" ? "1" : "0",
  };
}

function sections(found: Iterable<NamedSection>, about: string): AwsOffer[] {
  return [...found].map((section) => {
    const detail = valueOf(section, about);
    return {
      label: section.name,
      kind: itemKind.reference,
      insert: section.name,
      ...(detail === undefined ? {} : { detail }),
      rank: "0",
    };
  });
}

function offerRegions({ facts, profiles }: Known): AwsOffer[] {
  const usedRegions = new Set(profiles.profiles.flatMap(({ region }) => region ?? []));
  return partitions.flatMap((partition) =>
    regionsOf(partition).map((region) => ({
      ...plain(
        region,
        usedRegions.has(region)
          ? "used by another profile"
          : partition === facts.partition
            ? "region"
            : `region of partition ${partition}`,
      ),
      rank: usedRegions.has(region) ? "0" : partition === facts.partition ? "1" : "2",
    })),
  );
}

/**
 * Whether a role's session assumes the role of a profile.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
export function isChained(profiles: Profiles, name: string): boolean {
  const source = profiles.byName.get(profiles.byName.get(name)?.parent ?? "");
  return source?.roleArn !== undefined && source.keys === undefined;
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
function offerDurations({ profiles }: Known, own: string): AwsOffer[] {
  const chained = isChained(profiles, own);
  return (
    [
      ["900", "15 minutes, the shortest"],
      ["1800", "half an hour"],
      ["3600", chained ? "an hour, the longest: a role's session assumes this role" : "an hour"],
      ["7200", "2 hours"],
      ["14400", "4 hours"],
      ["28800", "8 hours"],
      ["43200", "12 hours, the longest, where the role allows it"],
    ] as const
  ).flatMap(([seconds, words], index) =>
    chained && Number(seconds) > 3600 ? [] : [{ ...plain(seconds, words), rank: String(index) }],
  );
}

/** What other profiles have under the key. */
function used({ profiles }: Known, key: string, own: string): AwsOffer[] {
  const values = new Map<string, string>();
  for (const profile of profiles.profiles) {
    const value = profile.name === own ? undefined : valueOf(profile, key);
    if (value !== undefined && !values.has(value)) values.set(value, profile.name);
  }
  return [...values].map(([value, name]) => plain(value, `profile ${name}`));
}

function named({ name, from }: NamedFact): AwsOffer {
  return { label: name, kind: itemKind.reference, insert: name, detail: from, rank: "0" };
}

function plain(value: string, detail: string): AwsOffer {
  return { label: value, kind: itemKind.value, insert: value, detail, rank: "1" };
}

function form(label: string, insert: string, detail: string): AwsOffer {
  return { label, kind: itemKind.snippet, insert, snippet: true, detail, rank: "5" };
}
