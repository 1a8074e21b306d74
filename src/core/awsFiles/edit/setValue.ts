import type { AwsEntry, AwsFile, AwsFileKind, AwsSection } from "../model.ts";
import { changedSection, checkedEdits } from "./content.ts";
import { endsWithLineEnd, entryStyle, lastEntry, lineEndOf, ownSpan } from "./lines.ts";
import { refused, type AwsFiles, type EditResult, type SettingPath, type TextEdit } from "./model.ts";
import { countingSections } from "./sectionsOf.ts";
import { keyProblem, valueProblem } from "./writable.ts";

/**
 * Gives a key of a profile another value, where it stands: the one that counts, so `credentials` before `config` and
 * the last line before the first. A key that the profile does not have is added below the others of its section, in
 * `config` where the profile stands in both files; a key of a block below the others of the block, which is made where
 * there is none.
 */
export function setValue(files: AwsFiles, profile: string, path: SettingPath, value: string): EditResult {
  const { key, nestedIn } = path;
  const problem =
    keyProblem(key) ?? (nestedIn === undefined ? undefined : keyProblem(nestedIn)) ?? valueProblem(value);
  if (problem !== undefined) return refused(problem);
  const place = placeOf(files, profile, nestedIn ?? key);
  if (place === undefined) return refused(`Profile '${profile}' stands in neither file.`);
  const { file, section, entry } = place;
  if (nestedIn !== undefined) return setInBlock(place, { key, nestedIn }, value);
  if (entry === undefined) return addLines(file, section, [[key, value]]);
  if (entry.nested.length > 0) return refused(`'${entry.key}' holds a block of keys: change those.`);
  if (entry.value.includes("\n")) {
    return refused(`The value of '${entry.key}' runs over several lines. Write it in one line first.`);
  }
  return checkedEdits(
    file,
    [replaceValue(file, entry, value)],
    changedSection(file, section, (before, index) =>
      section.entries[index] === entry ? [{ ...before, value }] : [before],
    ),
  );
}

interface Place {
  readonly file: AwsFile;
  readonly section: AwsSection;
  readonly entry: AwsEntry | undefined;
}

/** Where the value that counts stands, or where the key would be added. */
function placeOf(files: AwsFiles, profile: string, key: string): Place | undefined {
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

function setInBlock(
  { file, section, entry: block }: Place,
  { key, nestedIn }: Required<SettingPath>,
  value: string,
): EditResult {
  if (block === undefined) {
    return addLines(file, section, [
      [nestedIn, ""],
      [key, value],
    ]);
  }
  if (block.value !== "") {
    return refused(`'${block.key}' has a value of its own, so that no keys can stand below it.`);
  }
  const nested = block.nested.filter((entry) => entry.key === key).at(-1);
  const last = block.nested.at(-1);
  const edit =
    nested === undefined
      ? lineBelow(file, block, last, `${key} = ${value}`)
      : replaceValue(file, nested, value);
  return checkedEdits(
    file,
    [edit],
    changedSection(file, section, (before, index) => {
      if (section.entries[index] !== block) return [before];
      const all = before.nested.map((one, at) => (block.nested[at] === nested ? { ...one, value } : one));
      return [{ ...before, nested: nested === undefined ? [...all, { key, value, nested: [] }] : all }];
    }),
  );
}

/** A line at the end of a block, indented as the one above it, or deeper than the block's own key. */
function lineBelow(file: AwsFile, block: AwsEntry, last: AwsEntry | undefined, line: string): TextEdit {
  const { text } = file;
  const indent =
    last === undefined
      ? `${text.slice(block.span.start, block.keySpan.start)}  `
      : text.slice(last.span.start, last.keySpan.start);
  return newLines(file, block.span.end, [indent + line]);
}

function replaceValue({ text }: AwsFile, entry: AwsEntry, value: string): TextEdit {
  const { valueSpan: span, noteSpan } = entry;
  if (span.start !== span.end) return { span, newText: value };
  // `key =` and `key = # note`: the value needs a blank before it where the sign has one, and always before a note.
  const before = text[span.start - 1] === "=" && text[span.start - 2] === " " ? " " : "";
  return { span, newText: `${before}${value}${noteSpan?.start === span.end ? " " : ""}` };
}

/** A key below the others of its section; a second one goes into the block below the first, which has no value. */
function addLines(
  file: AwsFile,
  section: AwsSection,
  [[key, value], nested]: readonly [Entry] | readonly [Entry, Entry],
): EditResult {
  const { indent, equals } = entryStyle(file, section);
  const lines = [
    `${indent}${key}${value === "" ? equals.trimEnd() : equals}${value}`,
    ...(nested === undefined ? [] : [`${indent}  ${nested[0]} = ${nested[1]}`]),
  ];
  const below = nested === undefined ? [] : [{ key: nested[0], value: nested[1], nested: [] }];
  return checkedEdits(
    file,
    [newLines(file, ownSpan(file, section).end, lines)],
    changedSection(file, section, (before) => [before], [{ key, value, nested: below }]),
  );
}

type Entry = readonly [key: string, value: string];

function newLines(file: AwsFile, at: number, lines: readonly string[]): TextEdit {
  const end = lineEndOf(file);
  const text = lines.join(end);
  return {
    span: { start: at, end: at },
    newText: endsWithLineEnd(file.text.slice(0, at)) ? text + end : end + text,
  };
}
