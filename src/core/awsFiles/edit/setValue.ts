import type { AwsEntry, AwsFile, AwsFileKind, AwsSection } from "../model.ts";
import { checkedEdits, contentOf, type ContentEntry, type ContentSection } from "./content.ts";
import { endsWithLineEnd, entryStyle, lastEntry, lineEndOf, ownSpan } from "./lines.ts";
import { refused, type AwsFiles, type EditResult, type TextEdit } from "./model.ts";
import { countingSections } from "./sectionsOf.ts";
import { keyProblem, valueProblem } from "./writable.ts";

/**
 * Gives a key of a profile another value, where it stands: the one that counts, so `credentials` before `config` and
 * the last line before the first. A key that the profile does not have is added below the others of its section, in
 * `config` where the profile stands in both files. Key in lower case.
 */
export function setValue(files: AwsFiles, profile: string, key: string, value: string): EditResult {
  const problem = keyProblem(key) ?? valueProblem(value);
  if (problem !== undefined) return refused(problem);
  const place = placeOf(files, profile, key);
  if (place === undefined) return refused(`Profile '${profile}' stands in neither file.`);
  const { file, section, entry } = place;
  if (entry === undefined) return addEntry(file, section, key, value);
  if (entry.nested.length > 0) return refused(`'${entry.key}' holds a block of keys. Edit it in the file.`);
  if (entry.value.includes("\n")) {
    return refused(`The value of '${entry.key}' runs over several lines. Write it in one line first.`);
  }
  return checkedEdits(
    file,
    [replaceValue(file, entry, value)],
    changeSection(file, section, (entries) =>
      entries.map((before, index) => (section.entries[index] === entry ? { ...before, value } : before)),
    ),
  );
}

/** Where the value that counts stands, or where the key would be added. */
function placeOf(
  files: AwsFiles,
  profile: string,
  key: string,
):
  { readonly file: AwsFile; readonly section: AwsSection; readonly entry: AwsEntry | undefined } | undefined {
  const inOrder = (kinds: readonly AwsFileKind[]) =>
    kinds.flatMap((kind) => {
      const file = files[kind];
      if (file === undefined) return [];
      return [...countingSections(file, profile)].reverse().map((section) => ({ file, section }));
    });
  for (const place of inOrder(["credentials", "config"])) {
    const entry = lastEntry(place.section, key);
    if (entry !== undefined) return { ...place, entry };
  }
  const [place] = inOrder(["config", "credentials"]);
  return place && { ...place, entry: undefined };
}

function replaceValue({ text }: AwsFile, entry: AwsEntry, value: string): TextEdit {
  const { valueSpan: span, noteSpan } = entry;
  if (span.start !== span.end) return { span, newText: value };
  // `key =` and `key = # note`: the value needs a blank before it where the sign has one, and always before a note.
  const before = text[span.start - 1] === "=" && text[span.start - 2] === " " ? " " : "";
  return { span, newText: `${before}${value}${noteSpan?.start === span.end ? " " : ""}` };
}

function addEntry(file: AwsFile, section: AwsSection, key: string, value: string): EditResult {
  const { indent, equals } = entryStyle(file, section);
  const end = lineEndOf(file);
  const at = ownSpan(file, section).end;
  const line = `${indent}${key}${equals}${value}`;
  const newText = endsWithLineEnd(file.text.slice(0, at)) ? line + end : end + line;
  return checkedEdits(
    file,
    [{ span: { start: at, end: at }, newText }],
    changeSection(file, section, (entries) => [...entries, { key, value, nested: [] }]),
  );
}

function changeSection(
  file: AwsFile,
  section: AwsSection,
  change: (entries: readonly ContentEntry[]) => readonly ContentEntry[],
): ContentSection[] {
  return contentOf(file).map((content, index) =>
    file.sections[index] === section ? { ...content, entries: change(content.entries) } : content,
  );
}
