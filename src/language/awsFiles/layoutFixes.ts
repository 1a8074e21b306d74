import type { AwsEntry, AwsFileProblemCode, AwsSection } from "../../core/awsFiles/model.ts";
import type { Fix } from "../fixes/edit.ts";
import type { FixContext } from "./fixContext.ts";

type Fixes = (context: FixContext) => readonly (Fix | undefined)[];

/** Changes for what is wrong with the lines and headers of a file, the likeliest first; none where none is sure to help. */
export const layoutFixes: Readonly<Record<AwsFileProblemCode, Fixes>> = {
  byteOrderMark: (at) => [at.replace("Remove the byte order mark", at.problem.span, "")],
  colonSeparator: (at) => [at.replace("Write an equals sign", at.problem.span, "=")],
  continuationLine: (at) => [comment(at)],
  controlCharacter: (at) => [at.replace("Remove the character", at.problem.span, "", false)],
  duplicateKey: (at) => [
    withoutEarlierKey(at),
    at.entry && at.removeEntry("Remove this line", at.entry, false),
  ],
  duplicateSection: (at) => [mergedSection(at)],
  emptyKey: (at) => [comment(at)],
  emptySectionName: () => [],
  entryBeforeSection: (at) => [defaultAbove(at), comment(at)],
  indentedHeader: unindented,
  indentedKey: unindented,
  lineWithoutEquals: (at) => [comment(at)],
  loneCarriageReturn: (at) => [lineEnds(at)],
  nameUnreachableInSdk: (at) => [trimmedHeader(at), reachableName(at)],
  nestedByOneTool: unindented,
  nestedWithoutEquals: (at) => [comment(at)],
  notUtf8: () => [],
  profileNameNeedsQuotes: (at) => [reachableName(at), quotedName(at)],
  profileWordInCredentials: (at) => [header(at, at.section?.title.trim().replace(/^profile\s+/, "") ?? "")],
  sameProfileTwice: (at) => [mergedSection(at)],
  sectionInWrongFile: () => [],
  textAfterHeader: (at) => [textAsComment(at)],
  unclosedHeader: (at) => [
    at.replace("Add the bracket", { start: at.problem.span.end, end: at.problem.span.end }, "]"),
  ],
  upperCaseDefault: (at) => [header(at, "default")],
};

/** The whole line, as it stands, behind a number sign: no tool reads it then. */
function comment(at: FixContext): Fix {
  const { start } = at.problem.span;
  return at.replace("Make the line a comment", { start, end: start }, "# ", false);
}

function unindented(at: FixContext): readonly Fix[] {
  const { start } = at.problem.span;
  return [at.replace("Remove the indentation", { start: at.lineStart(start), end: start }, "")];
}

/** Other tools than the AWS CLI take the last of two keys. */
function withoutEarlierKey(at: FixContext): Fix | undefined {
  const { section, entry } = at;
  if (section === undefined || entry === undefined) return undefined;
  const key = entry.key.toLowerCase();
  const earlier = section.entries.filter(
    (other) => other.key.toLowerCase() === key && other.span.start < entry.span.start,
  );
  if (earlier.length === 0) return undefined;
  return {
    title: "Remove the earlier line",
    edits: earlier.map(({ span }) => ({ span, newText: "" })),
    safe: true,
  };
}

/**
 * The lines of the section at the end of the first one of its name; what both have counts from the later, as in the
 * tools that merge them. Secrets are not moved: then only a section that says nothing more is removed.
 */
function mergedSection(at: FixContext): Fix | undefined {
  const { section, file } = at;
  const first = section && file.sections.find((other) => sameProfile(other, section));
  if (section === undefined || first === undefined || first === section) return undefined;
  const later = new Set(section.entries.map(({ key }) => key.toLowerCase()));
  if (/secret|token|passw|access_key/i.test(at.text.slice(section.span.start, section.span.end))) {
    const covered = first.entries.every(({ key }) => later.has(key.toLowerCase()));
    return covered
      ? { title: "Remove the earlier section", edits: [{ span: first.span, newText: "" }], safe: true }
      : undefined;
  }
  const kept: AwsEntry[] = [];
  const removed: AwsEntry[] = [];
  for (const entry of first.entries) (later.has(entry.key.toLowerCase()) ? removed : kept).push(entry);
  const body = at.text
    .slice(section.headerSpan.end, section.span.end)
    .replace(/^[^\r\n]*(?:\r\n|\n|\r|$)/, "")
    .trimEnd();
  const added = body === "" ? [] : [at.insertBehind(first, first.entries.at(-1), [body])];
  return {
    title: `Merge into the first [${first.title}]`,
    edits: [
      ...removed.map(({ span }) => ({ span, newText: "" })),
      ...added,
      { span: section.span, newText: "" },
    ].filter(({ span, newText }) => span.start !== span.end || newText !== ""),
    safe: false,
  };
}

function sameProfile(a: AwsSection, b: AwsSection): boolean {
  if (a.title === b.title) return true;
  const isProfile = ({ type }: AwsSection) => type === "profile" || type === "default";
  return a.name === b.name && (a.type === b.type || (isProfile(a) && isProfile(b))) && a.type !== "other";
}

function defaultAbove(at: FixContext): Fix | undefined {
  if (at.file.sections.some(({ type }) => type === "default")) return undefined;
  const start = at.lineStart(at.problem.span.start);
  return at.replace("Put [default] above", { start, end: start }, `[default]${at.lineEnd}`, false);
}

function lineEnds(at: FixContext): Fix {
  const edits = [...at.text.matchAll(/\r(?!\n)/g)].map(({ index }) => ({
    span: { start: index, end: index + 1 },
    newText: "\n",
  }));
  return { title: "Write line feeds for the lone carriage returns", edits, safe: true };
}

function header(at: FixContext, title: string): Fix | undefined {
  const { section, file } = at;
  if (section === undefined || title === "" || title === section.title) return undefined;
  // Another section of that name would make the AWS CLI refuse the file.
  const taken = file.sections.some((other) => other !== section && other.title === title);
  return taken ? undefined : at.replace(`Write [${title}]`, section.headerSpan, `[${title}]`);
}

/** The same name with one blank before it and none around it. */
function trimmedHeader(at: FixContext): Fix | undefined {
  const title = at.section?.title ?? "";
  const quoted = /["']/.test(title);
  return header(at, quoted ? title.trim() : title.trim().replace(/^(\S+)\s+(?=\S+$)/, "$1 "));
}

/** A name that every tool reaches, wherever the file has it. */
function reachableName(at: FixContext): Fix | undefined {
  const { section, file, profiles } = at;
  if (section === undefined) return undefined;
  const word = /^\s*(profile|sso-session|services)\s+(.+)$/s.exec(section.title);
  const bare = (word?.[2] ?? section.title).trim().replace(/["']/g, "");
  const name = bare
    .replace(/\s+/g, "-")
    .replace(/[^\w@+.%:/-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (name === "" || name === bare || name === "__proto__") return undefined;
  const prefix = word?.[1] === undefined ? "" : `${word[1]} `;
  const places = profiles.byName.get(section.name)?.places ?? [];
  if (profiles.byName.has(name) || places.some((place) => place.file !== file.kind)) return undefined;
  const reference =
    word?.[1] === "sso-session" ? "sso_session" : word?.[1] === "services" ? "services" : "source_profile";
  const references = file.sections.flatMap(({ entries }) =>
    entries.filter((entry) => entry.key.toLowerCase() === reference && entry.value === bare),
  );
  return {
    title: `Rename to ${name}`,
    edits: [
      { span: section.headerSpan, newText: `[${prefix}${name}]` },
      ...references.map(({ valueSpan }) => ({ span: valueSpan, newText: name })),
    ].sort((a, b) => a.span.start - b.span.start),
    safe: false,
  };
}

function quotedName(at: FixContext): Fix | undefined {
  const word = /^(profile|sso-session|services)\s+(.+)$/s.exec(at.section?.title.trim() ?? "");
  const name = word?.[2]?.replace(/["']/g, "");
  if (word?.[1] === undefined || name === undefined) return undefined;
  const fix = header(at, `${word[1]} "${name}"`);
  return fix && { ...fix, safe: false };
}

function textAsComment(at: FixContext): Fix | undefined {
  const { section } = at;
  if (section === undefined) return undefined;
  const start = at.lineStart(section.headerSpan.start);
  return {
    title: "Put the text into a comment above",
    edits: [
      { span: { start, end: start }, newText: `# ${at.found.trim().replace(/^[#;]+\s*/, "")}${at.lineEnd}` },
      { span: { start: section.headerSpan.end, end: at.problem.span.end }, newText: "" },
    ],
    safe: true,
  };
}
