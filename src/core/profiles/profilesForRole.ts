import { parseRoleArn } from "../arn.ts";
import type { NewSection } from "../awsFiles/edit/addSection.ts";
import { profileNameProblem } from "../awsFiles/edit/writable.ts";
import type { HopRequest } from "../openConfig/model.ts";
import type { Profiles } from "./model.ts";
import { valueOf } from "./setting.ts";

type Entry = readonly [key: string, value: string];

/**
 * The profiles that a chain of roles needs, the last one under `name`: one for each hop, with what the document says
 * of it. A hop on the way whose role a profile assumes from the right source already is left to that profile. `source`
 * is whose credentials assume the first role. What a profile cannot say (tags, session policies, source identity) is
 * left out.
 */
export function profilesForRole(
  profiles: Profiles,
  hops: readonly HopRequest[],
  source: Entry,
  name: string,
): readonly NewSection[] {
  const sections: NewSection[] = [];
  let from = source;
  hops.forEach((hop, index) => {
    const last = index === hops.length - 1;
    const known = last ? undefined : existing(profiles, hop.roleArn, from);
    const own = last ? name : (known ?? freeName(profiles, sections, hop.roleArn));
    if (known === undefined)
      sections.push({ file: "config", type: "profile", name: own, entries: entriesOf(hop, from) });
    from = ["source_profile", own];
  });
  return sections;
}

/** A name for the profile of a role: the role's own, or that with a number where it is taken. */
export function suggestedName(profiles: Profiles, roleArn: string): string {
  return freeName(profiles, [], roleArn);
}

function freeName(profiles: Profiles, sections: readonly NewSection[], roleArn: string): string {
  const own = parseRoleArn(roleArn)?.name ?? "role";
  const base = profileNameProblem(own) === undefined ? own : "role";
  const taken = (name: string) =>
    profiles.byName.has(name) || sections.some((section) => section.name === name);
  let name = base;
  for (let number = 2; taken(name); number++) name = `${base}-${number}`;
  return name;
}

function existing({ profiles }: Profiles, roleArn: string, [key, value]: Entry): string | undefined {
  return profiles.find((profile) => profile.roleArn === roleArn && valueOf(profile, key) === value)?.name;
}

function entriesOf(
  { roleArn, sessionName, externalId, durationSeconds, mfaSerial }: HopRequest,
  from: Entry,
): Entry[] {
  const optionalOnes: readonly (readonly [string, string | undefined])[] = [
    ["role_session_name", sessionName],
    ["external_id", externalId],
    ["duration_seconds", durationSeconds?.toString()],
    ["mfa_serial", mfaSerial],
  ];
  return [
    ["role_arn", roleArn],
    from,
    ...optionalOnes.flatMap(([key, value]): Entry[] => (value === undefined ? [] : [[key, value]])),
  ];
}
