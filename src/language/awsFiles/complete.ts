import type { CompletionItem, CompletionList } from "vscode-languageserver-types";
import type { AwsFile, AwsFileKind, AwsSection } from "../../core/awsFiles/model.ts";
import { parseAwsFile } from "../../core/awsFiles/parse.ts";
import { loadProfiles } from "../../core/profiles/load.ts";
import type { Profiles } from "../../core/profiles/model.ts";
import { LineIndex } from "../../core/text/lineIndex.ts";
import { itemKind, snippetText } from "../completion/offer.ts";
import type { WorkspaceFacts } from "../workspaceFacts.ts";
import { offerAwsValues } from "./values.ts";
import { keysOfSection, type AwsKeyFacts } from "./keyFacts.ts";
import { groupRank, isOfCredentialsFile, ruledOut } from "./keyOrder.ts";
import { awsPlaceAt, type AwsPlace } from "./place.ts";
import type { AwsFileRequest, AwsTexts } from "./request.ts";

/** One thing to offer in an AWS file; `insert` is a snippet where `snippet` says so. */
export interface AwsOffer {
  readonly label: string;
  readonly kind: CompletionItem["kind"] & number;
  readonly insert: string;
  readonly snippet?: boolean;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Asks for what can follow. */
  readonly again?: boolean;
  readonly rank: string;
}

/** What both files and the place in one of them say. */
export interface AwsContext {
  readonly file: AwsFileKind;
  readonly parsed: AwsFile;
  readonly profiles: Profiles;
  readonly facts: WorkspaceFacts;
}

/** What can be typed at an offset of `~/.aws/config` or `credentials`. Never throws for any text; offers no secret. */
export function completeAwsFile({ file, texts, offset, facts }: AwsFileRequest): CompletionList {
  const text = texts[file] ?? "";
  const parsed = parseAwsFile(file, text);
  const place = awsPlaceAt(parsed, offset);
  if (place === undefined) return { isIncomplete: false, items: [] };
  const context: AwsContext = { file, parsed, profiles: loadAwsTexts(texts), facts };
  const offers = offersAt(context, place);
  const lines = new LineIndex(text);
  const range = lines.range(place.span);
  const width = String(offers.length).length;
  const items = [...offers]
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.label < b.label ? -1 : 1))
    .map((offer, index): CompletionItem => ({
      label: offer.label,
      kind: offer.kind,
      sortText: String(index).padStart(width, "0"),
      filterText: offer.label,
      ...(offer.detail === undefined ? {} : { detail: offer.detail }),
      ...(offer.documentation === undefined
        ? {}
        : { documentation: { kind: "markdown", value: offer.documentation } }),
      insertTextFormat: offer.snippet === true ? 2 : 1,
      textEdit: { range, newText: offer.insert },
      ...(offer.again === true
        ? { command: { title: "Suggest", command: "editor.action.triggerSuggest" } }
        : {}),
    }));
  return { isIncomplete: false, items };
}

export function loadAwsTexts({ config, credentials }: AwsTexts): Profiles {
  return loadProfiles({
    ...(config === undefined ? {} : { config: parseAwsFile("config", config) }),
    ...(credentials === undefined ? {} : { credentials: parseAwsFile("credentials", credentials) }),
  });
}

function offersAt(context: AwsContext, place: AwsPlace): readonly AwsOffer[] {
  switch (place.kind) {
    case "header":
      return offerHeaders(context);
    case "key":
      return [
        ...offerKeys(context, place),
        ...(place.empty ? offerHeaders(context).map((offer) => ({ ...offer, rank: `9${offer.rank}` })) : []),
      ];
    case "value":
      return offerAwsValues(context, place);
  }
}

/** Sections that another place names and that are missing come first. */
function offerHeaders({ file, parsed, profiles }: AwsContext): AwsOffer[] {
  const offers: AwsOffer[] = [];
  const add = (title: string, detail: string, rank: string) => {
    if (
      parsed.sections.some((section) => section.title === title) ||
      offers.some(({ label }) => label === `[${title}]`)
    )
      return;
    offers.push({ label: `[${title}]`, kind: itemKind.module, insert: `[${title}]`, detail, rank });
  };
  const form = (word: string, detail: string, rank: string) => {
    const before = word === "" ? "" : `${word} `;
    offers.push({
      label: `[${before}…]`,
      kind: itemKind.snippet,
      insert: `[${before}\${1:name}]\n$0`,
      snippet: true,
      detail,
      rank,
    });
  };
  if (file === "credentials") {
    for (const { name, places } of profiles.profiles) {
      if (!places.some((at) => at.file === "credentials")) add(name, "profile of the config file", "1");
    }
    add("default", "the profile without a name", "2");
    form("", "access keys of a profile", "3");
    return offers;
  }
  for (const profile of profiles.profiles) {
    const named = (key: string) => {
      const setting = profile.settings.get(key);
      return setting === undefined || setting.secret || setting.value === "" ? undefined : setting.value;
    };
    const source = named("source_profile");
    if (source !== undefined && !profiles.byName.has(source)) {
      add(titleOf("profile", source), `source of profile ${profile.name}`, "0");
    }
    const session = named("sso_session");
    if (session !== undefined && !profiles.ssoSessions.has(session)) {
      add(titleOf("sso-session", session), `SSO session of profile ${profile.name}`, "0");
    }
    const services = named("services");
    if (services !== undefined && !profiles.services.has(services)) {
      add(titleOf("services", services), `endpoints of profile ${profile.name}`, "0");
    }
  }
  add("default", "the profile without a name", "2");
  form("profile", "a profile", "3");
  form("sso-session", "an SSO portal to log in to", "4");
  form("services", "endpoints of services", "5");
  return offers;
}

function titleOf(word: string, name: string): string {
  return word === "profile" && name === "default" ? name : `${word} ${/\s/.test(name) ? `"${name}"` : name}`;
}

function offerKeys(context: AwsContext, place: AwsPlace & { kind: "key" }): AwsOffer[] {
  const { section, nestedIn } = place;
  const type = section.type === "ssoSession" || section.type === "services" ? section.type : "profile";
  const known = keysOfSection(type);
  const block = nestedIn === undefined ? undefined : known.find(({ name }) => name === nestedIn);
  if (nestedIn !== undefined && block === undefined && type !== "services") return [];
  const facts = nestedIn === undefined ? known : (block?.nested ?? known[0]?.nested ?? []);
  const present = presentKeys(section, place);
  const out = ruledOut(present);
  return facts.flatMap((fact, index): AwsOffer[] => {
    if (nestedIn === undefined && (present.has(fact.name) || out.has(fact.name))) return [];
    if (context.file === "credentials" && !isOfCredentialsFile(fact)) return [];
    return [
      {
        label: fact.name,
        kind: itemKind.property,
        ...insertionOf(fact, place, nestedIn !== undefined),
        documentation: documentationOf(fact),
        rank: groupRank(fact.group, present) + String(index).padStart(3, "0"),
      },
    ];
  });
}

function insertionOf(
  fact: AwsKeyFacts,
  place: AwsPlace & { kind: "key" },
  nested: boolean,
): Pick<AwsOffer, "insert" | "snippet" | "again"> {
  if (place.separated) return { insert: fact.name };
  if (fact.nested !== undefined && !nested) {
    return { insert: `${fact.name} =\n  $0`, snippet: true, again: true };
  }
  return { insert: `${snippetText(fact.name)} = $0`, snippet: true, again: true };
}

function presentKeys(section: AwsSection, { span }: AwsPlace & { kind: "key" }): ReadonlySet<string> {
  return new Set(
    section.entries.flatMap(({ key, keySpan }) => (keySpan.start === span.start ? [] : [key.toLowerCase()])),
  );
}

export function documentationOf({ text, source }: AwsKeyFacts): string {
  return `${text}\n\n[AWS documentation](${source})`;
}
