import type { AwsEntry, AwsFile, AwsSection } from "../model.ts";
import { parseAwsFile } from "../parse.ts";
import { applyEdits } from "./applyEdits.ts";
import { refused, type EditResult, type TextEdit } from "./model.ts";

/** A file without places and notes: what an edit must change as intended, and nowhere else. */
export interface ContentSection {
  readonly type: string;
  readonly name: string;
  readonly entries: readonly ContentEntry[];
}

export interface ContentEntry {
  readonly key: string;
  readonly value: string;
  readonly nested: readonly ContentEntry[];
}

export function contentOf(file: AwsFile): ContentSection[] {
  return file.sections.map(({ type, name, entries }) => ({ type, name, entries: entries.map(entryContent) }));
}

function entryContent({ key, value, nested }: AwsEntry): ContentEntry {
  return { key, value, nested: nested.map(entryContent) };
}

/** The content with the entries of one section changed, each into any number, and with others behind them. */
export function changedSection(
  file: AwsFile,
  section: AwsSection,
  change: (entry: ContentEntry, index: number) => readonly ContentEntry[],
  added: readonly ContentEntry[] = [],
): ContentSection[] {
  return contentOf(file).map((content, index) =>
    file.sections[index] === section
      ? { ...content, entries: [...content.entries.flatMap(change), ...added] }
      : content,
  );
}

/**
 * The edits of one file as a result, if reading the edited text gives just the intended content. Files may be broken
 * in more ways than an edit can foresee; then it is refused and the file stays.
 */
export function checkedEdits(
  file: AwsFile,
  edits: readonly TextEdit[],
  intended: readonly ContentSection[],
): EditResult {
  const after = contentOf(parseAwsFile(file.kind, applyEdits(file.text, edits)));
  if (JSON.stringify(after) !== JSON.stringify(intended)) {
    return refused(
      `The ${file.kind} file has broken lines at this place, so that the edit would mean something else there. Mend the lines that are marked first.`,
    );
  }
  return { kind: "edits", files: edits.length === 0 ? [] : [{ file: file.kind, edits }] };
}
