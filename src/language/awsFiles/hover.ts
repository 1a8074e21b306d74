import type { Hover } from "vscode-languageserver-types";
import { parseAwsFile } from "../../core/awsFiles/parse.ts";
import type { Profile, Profiles } from "../../core/profiles/model.ts";
import { valueOf } from "../../core/profiles/setting.ts";
import { usableSource, wayName, waysOf } from "../../core/profiles/ways.ts";
import { LineIndex } from "../../core/text/lineIndex.ts";
import { spanContains } from "../../core/text/span.ts";
import { describeAccount } from "../hover/describeArn.ts";
import { escapeMarkdown, inlineCode } from "../hover/markdown.ts";
import type { WorkspaceFacts } from "../workspaceFacts.ts";
import { documentationOf, loadAwsTexts } from "./complete.ts";
import { keysOfSection } from "./keyFacts.ts";
import { awsPlaceAt, type AwsPlace } from "./place.ts";
import type { AwsFileRequest } from "./request.ts";
import { counted } from "../../core/text/counted.ts";

/** What stands at an offset of one of the two files, in words; never the value of a secret. */
export function hoverAwsFile({ file, texts, offset, facts }: AwsFileRequest): Hover | undefined {
  const text = texts[file] ?? "";
  const parsed = parseAwsFile(file, text);
  const place = awsPlaceAt(parsed, offset);
  if (place === undefined || !spanContains(place.span, offset) || place.span.start === place.span.end) {
    return undefined;
  }
  const value = describe(place, text, loadAwsTexts(texts), facts, (start) =>
    parsed.sections.find(({ headerSpan }) => headerSpan.start === start),
  );
  if (value === undefined) return undefined;
  return { contents: { kind: "markdown", value }, range: new LineIndex(text).range(place.span) };
}

function describe(
  place: AwsPlace,
  text: string,
  profiles: Profiles,
  facts: WorkspaceFacts,
  sectionAt: (start: number) => { readonly type: string; readonly name: string } | undefined,
): string | undefined {
  switch (place.kind) {
    case "header": {
      const section = sectionAt(place.span.start);
      if (section === undefined) return undefined;
      if (section.type === "ssoSession") return describeSsoSession(profiles, section.name);
      if (section.type === "services") return describeServices(profiles, section.name);
      const profile = section.type === "other" ? undefined : profiles.byName.get(section.name);
      return profile && describeProfile(profile, profiles, facts);
    }
    case "key": {
      const { section, nestedIn } = place;
      const type = section.type === "ssoSession" || section.type === "services" ? section.type : "profile";
      const name = text.slice(place.span.start, place.span.end).toLowerCase();
      const known = keysOfSection(type);
      const found =
        nestedIn === undefined
          ? known.find((fact) => fact.name === name)
          : known.find((fact) => fact.name === nestedIn)?.nested?.find((fact) => fact.name === name);
      return found && documentationOf(found);
    }
    case "value": {
      const value = text.slice(place.span.start, place.span.end);
      switch (place.key) {
        case "source_profile": {
          const profile = profiles.byName.get(value);
          return profile && describeProfile(profile, profiles, facts);
        }
        case "sso_session":
          return describeSsoSession(profiles, value);
        case "services":
          return describeServices(profiles, value);
        case "role_arn":
        case "mfa_serial": {
          const account = /^arn:[^:]*:iam::(\d{12}):/.exec(value)?.[1];
          return account === undefined ? undefined : describeAccount(account, facts);
        }
        case "sso_account_id":
        case "aws_account_id":
          return describeAccount(value, facts);
        case "duration_seconds":
          return /^\d{1,9}$/.test(value) ? durationInWords(Number(value)) : undefined;
        default: {
          const type = place.section.type === "ssoSession" ? "ssoSession" : "profile";
          const known = keysOfSection(type).find(({ name }) => name === place.key);
          return known?.values?.find((listed) => listed.value === value)?.text;
        }
      }
    }
  }
}

/** How the profile comes to its credentials, step by step, and what is wrong with it. */
function describeProfile(profile: Profile, profiles: Profiles, facts: WorkspaceFacts): string {
  const lines = [`**Profile** ${inlineCode(profile.name)}`];
  const seen = new Set<Profile>();
  let current = profile;
  while (!seen.has(current)) {
    seen.add(current);
    const { roleArn } = current;
    const source = valueOf(current, "credential_source");
    const token = valueOf(current, "web_identity_token_file") !== undefined;
    const asSource: boolean = current !== profile && current.keys !== undefined;
    if (roleArn !== undefined && !asSource && !token) {
      const session = valueOf(current, "role_session_name");
      lines.push(
        `- assumes ${inlineCode(roleArn)}${session === undefined ? "" : ` as ${inlineCode(session)}`}`,
      );
      if (source !== undefined) {
        lines.push(`- with the credentials of ${inlineCode(source)}`);
        break;
      }
      const next: Profile | undefined = profiles.byName.get(valueOf(current, "source_profile") ?? "");
      if (next === undefined) break;
      lines.push(`- with the credentials of profile ${inlineCode(next.name)}`);
      if (next === current) break;
      current = next;
    } else {
      const usable = usableSource(waysOf(current, profiles.ssoSessions));
      const way = usable && waysOf(current, profiles.ssoSessions).find((one) => "source" in one);
      lines.push(way === undefined ? "- gives no credentials" : `- uses ${wayName(way.kind)}`);
      break;
    }
  }
  const account = profile.accountId === undefined ? undefined : describeAccount(profile.accountId, facts);
  if (account !== undefined) lines.push("", account);
  for (const { severity, message } of profile.problems) {
    if (severity !== "information")
      lines.push("", `${severity === "error" ? "Error" : "Warning"}: ${escapeMarkdown(message)}`);
  }
  return lines.join("\n");
}

function describeSsoSession(profiles: Profiles, name: string): string | undefined {
  const section = profiles.ssoSessions.get(name);
  if (section === undefined) return undefined;
  const url = valueOf(section, "sso_start_url");
  const users = profiles.profiles.filter((profile) => valueOf(profile, "sso_session") === name);
  return [
    `**SSO session** ${inlineCode(name)}${url === undefined ? "" : `: ${inlineCode(url)}`}`,
    users.length === 0
      ? "No profile uses it."
      : `Used by ${users.map((profile) => inlineCode(profile.name)).join(", ")}.`,
  ].join("\n\n");
}

function describeServices(profiles: Profiles, name: string): string | undefined {
  const section = profiles.services.get(name);
  if (section === undefined) return undefined;
  const urls = [...section.settings].flatMap(([key, setting]) =>
    key.endsWith(".endpoint_url") && !setting.secret
      ? [`- ${key.slice(0, -".endpoint_url".length)}: ${inlineCode(setting.value)}`]
      : [],
  );
  return [`**Endpoints** ${inlineCode(name)}`, "", ...urls].join("\n");
}

function durationInWords(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  const parts = [
    hours === 0 ? undefined : counted(hours, "hour"),
    minutes === 0 ? undefined : counted(minutes, "minute"),
    rest === 0 ? undefined : counted(rest, "second"),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? "No time at all." : `${parts.join(", ")}.`;
}
