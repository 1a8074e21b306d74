import type { AwsEntry, AwsFile, AwsFileKind, AwsFileProblem, AwsSection } from "../awsFiles/model.ts";
import { checkProfile } from "./checkProfile.ts";
import { checkSources } from "./checkSources.ts";
import type { ProfileDraft } from "./draft.ts";
import { awsKeys, KeyTable } from "./keys.ts";
import type { NamedSection, ProfileProblem, Profiles, Setting, UnreachableSection } from "./model.ts";
import { valueOf } from "./setting.ts";

/** Which parts of a key pair one file gives a profile; no value. */
interface KeyParts {
  id?: boolean;
  secret?: boolean;
  token?: boolean;
}

/** Sections of the config file that are none of ours and that the AWS CLI knows. */
const cliSections: ReadonlySet<string> = new Set(["plugins", "preview"]);

/**
 * Joins both files into profiles, as AWS tools do: the same key in both files counts from `credentials`. Where two
 * sections of one file have the same name, the later key counts; `[profile default]` replaces `[default]`.
 * Every rule that a profile breaks is a problem of that profile at its exact place. Severity: `error` when no call
 * can be made with the profile or no tool can read the line, `warning` where the AWS CLI and the JavaScript SDK
 * differ, `information` else. Never throws; time is linear in the files.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function loadProfiles(files: { readonly config?: AwsFile; readonly credentials?: AwsFile }): Profiles {
  const byName = new Map<string, ProfileDraft>();
  const ssoSessions = new Map<string, NamedSection>();
  const services = new Map<string, NamedSection>();
  const unreachable: UnreachableSection[] = [];
  const problems: ProfileProblem[] = [];
  const keys = new KeyTable();
  for (const file of [files.config, files.credentials]) {
    if (file === undefined) continue;
    const fileProblems = bySection(file, problems);
    const keyParts = new Map<ProfileDraft, KeyParts>();
    const hidesDefault = file.sections.some(({ type, name }) => type === "profile" && name === "default");
    file.sections.forEach((section, index) => {
      const own = fileProblems.get(index) ?? [];
      const place = { file: file.kind, span: section.headerSpan };
      if (section.type === "profile" || section.type === "default") {
        const profile = draftOf(byName, section.name);
        profile.places.push(place);
        profile.problems.push(...own);
        if (section.type === "default" && hidesDefault) return;
        readEntries(section, file.kind, profile.settings, profile.problems, keys);
        const parts = keyParts.get(profile) ?? {};
        keyParts.set(profile, parts);
        readKeyParts(section, parts);
      } else if (section.type === "other") {
        const all = [...own, ...notAProfile(section, file.kind)];
        if (all.length > 0) unreachable.push({ title: section.title, ...place, problems: all });
      } else {
        const map = section.type === "ssoSession" ? ssoSessions : services;
        const before = map.get(section.name);
        const settings = new Map(before?.settings);
        readEntries(section, file.kind, settings, problems, keys);
        problems.push(...own);
        map.set(section.name, { name: section.name, places: [...(before?.places ?? []), place], settings });
      }
    });
    for (const [profile, parts] of keyParts) {
      // An id in the credentials file hides the pair in the config file, even where its secret is missing.
      if (parts.id === undefined) continue;
      if (parts.id && parts.secret === true) {
        profile.keys = { file: file.kind, session: parts.token === true };
      } else delete profile.keys;
    }
  }
  const drafts = [...byName.values()];
  for (const profile of drafts) describe(profile);
  for (const profile of drafts) checkProfile(profile, ssoSessions, services);
  checkSources(byName, ssoSessions, unreachable);
  for (const { problems: own } of drafts) if (own.length > 1) own.sort(inFileOrder);
  return { profiles: drafts, byName, ssoSessions, services, unreachable, problems };
}

/** Every problem of both files once, in file order, `config` first. */
export function problemsOf(profiles: Profiles): readonly ProfileProblem[] {
  return [
    ...profiles.problems,
    ...profiles.unreachable.flatMap((section) => section.problems),
    ...profiles.profiles.flatMap((profile) => profile.problems),
  ].sort(inFileOrder);
}

function inFileOrder(a: ProfileProblem, b: ProfileProblem): number {
  if (a.file !== b.file) return a.file === "config" ? -1 : 1;
  return a.span.start - b.span.start;
}

function bySection(file: AwsFile, ofFile: ProfileProblem[]): Map<number, ProfileProblem[]> {
  const found = new Map<number, ProfileProblem[]>();
  for (const problem of file.problems) {
    const list = problem.section === undefined ? ofFile : (found.get(problem.section) ?? []);
    list.push(inFile(problem, file.kind));
    if (problem.section !== undefined) found.set(problem.section, list);
  }
  return found;
}

function inFile({ code, severity, message, span }: AwsFileProblem, file: AwsFileKind): ProfileProblem {
  return { code, severity, message, file, span };
}

function draftOf(byName: Map<string, ProfileDraft>, name: string): ProfileDraft {
  let profile = byName.get(name);
  if (profile === undefined) {
    profile = { name, places: [], settings: new Map(), problems: [] };
    byName.set(name, profile);
  }
  return profile;
}

function readEntries(
  section: AwsSection,
  file: AwsFileKind,
  settings: Map<string, Setting>,
  problems: ProfileProblem[],
  keys: KeyTable,
): void {
  for (const entry of section.entries) {
    const key = keys.of(entry.key);
    settings.set(key.lowered, settingOf(entry, key.secret, file));
    for (const nested of entry.nested) {
      settings.set(`${key.lowered}.${nested.key}`, settingOf(nested, keys.of(nested.key).secret, file));
    }
    if (key.known) checkSpelling(entry, key.lowered, file, problems);
  }
}

function settingOf(entry: AwsEntry, secret: boolean, file: AwsFileKind): Setting {
  const { value, valueSpan: span, keySpan } = entry;
  return secret
    ? { secret, empty: value === "", file, span, keySpan }
    : { secret, value, file, span, keySpan };
}

function checkSpelling(
  entry: AwsEntry,
  lowered: string,
  file: AwsFileKind,
  problems: ProfileProblem[],
): void {
  if (entry.key !== lowered) {
    problems.push({
      code: "upperCaseKey",
      severity: "warning",
      message: `The AWS CLI reads '${entry.key}', the JavaScript SDK ignores it. Write ${lowered}.`,
      file,
      span: entry.keySpan,
    });
  }
  if (entry.noteSpan !== undefined) {
    problems.push({
      code: "inlineNote",
      severity: "warning",
      message: `The AWS CLI takes this note for a part of the value of '${entry.key}'. Put the note into a line of its own.`,
      file,
      span: entry.noteSpan,
    });
  }
  if (entry.value === "" && entry.nested.length === 0 && entry.noteSpan === undefined) {
    problems.push({
      code: "emptyValue",
      severity: "warning",
      message: `'${entry.key}' has no value: the AWS CLI reads it as empty text, the JavaScript SDK ignores it. Give it a value or remove the line.`,
      file,
      span: entry.keySpan,
    });
  }
}

function readKeyParts(section: AwsSection, parts: KeyParts): void {
  for (const { key, value } of section.entries) {
    switch (key.toLowerCase()) {
      case "aws_access_key_id":
        parts.id = value !== "";
        break;
      case "aws_secret_access_key":
        parts.secret = value !== "";
        break;
      case "aws_session_token":
      case "aws_security_token":
        parts.token = value !== "";
        break;
    }
  }
}

/** `[dev]` in the config file, where a profile's header needs the word. Other tools' sections stay unflagged. */
function notAProfile(section: AwsSection, file: AwsFileKind): ProfileProblem[] {
  if (file === "credentials" || cliSections.has(section.title)) return [];
  if (section.title.trim() === "" || section.title === "DEFAULT") return [];
  if (/^(?:profile|sso-session|services)(?:\s|$)/.test(section.title.trim())) return [];
  const looksLikeProfile = section.entries.some((entry) => awsKeys.has(entry.key.toLowerCase()));
  if (!looksLikeProfile && section.entries.length > 0) return [];
  const trimmed = section.title.trim();
  const name = trimmed.replace(/^profiles?\s+/i, "");
  const header =
    trimmed.toLowerCase() === "default"
      ? "default"
      : `profile ${/\s/.test(name) && !/^["']/.test(name) ? `"${name}"` : name}`;
  return [
    {
      code: "sectionNotProfile",
      severity: looksLikeProfile ? "error" : "warning",
      message: `No tool reads [${section.title}] as a profile. In the config file the header is [${header}].`,
      file,
      span: section.headerSpan,
    },
  ];
}

function describe(profile: ProfileDraft): void {
  const roleArn = valueOf(profile, "role_arn");
  const accountId =
    (roleArn === undefined ? undefined : /^arn:[^:]*:iam::([^:]+):/.exec(roleArn)?.[1]) ??
    valueOf(profile, "sso_account_id") ??
    valueOf(profile, "aws_account_id");
  const region = valueOf(profile, "region");
  if (roleArn !== undefined) profile.roleArn = roleArn;
  if (accountId !== undefined) profile.accountId = accountId;
  if (region !== undefined) profile.region = region;
}
