import type { Span } from "../../text/span.ts";
import type { AwsEntry, AwsFile } from "../model.ts";
import { checkedEdits, contentOf, type ContentEntry } from "./content.ts";
import { joined } from "./joined.ts";
import { refused, type AwsFiles, type EditResult, type SettingPath } from "./model.ts";
import { countingSections } from "./sectionsOf.ts";

/**
 * Removes a key from a profile, wherever it stands: a value of the other file, or of an earlier line, would count in
 * its place. The whole lines go, with a block below them; a block goes with its last key. Keys are compared as the AWS
 * CLI compares them, those of a block as they are written.
 */
export function removeValue(files: AwsFiles, profile: string, path: SettingPath): EditResult {
  const results = [files.config, files.credentials].flatMap((file) =>
    file === undefined || !countingSections(file, profile).some(({ entries }) => entries.some(has(path)))
      ? []
      : [removeInFile(file, profile, path)],
  );
  return results.length === 0
    ? refused(
        `Profile '${profile}' has no '${path.nestedIn === undefined ? "" : `${path.nestedIn}.`}${path.key}'.`,
      )
    : joined(results);
}

function removeInFile(file: AwsFile, profile: string, path: SettingPath): EditResult {
  const sections = countingSections(file, profile);
  const spans: Span[] = [];
  const intended = contentOf(file).map((content, index) => {
    const section = sections.find((one) => one === file.sections[index]);
    if (section === undefined) return content;
    const entries = content.entries.flatMap((before, at): readonly ContentEntry[] => {
      const entry = section.entries[at];
      if (entry === undefined || !has(path)(entry)) return [before];
      const nested = path.nestedIn === undefined ? [] : entry.nested.filter(({ key }) => key !== path.key);
      if (nested.length === 0) {
        spans.push(entry.span);
        return [];
      }
      spans.push(...entry.nested.filter(({ key }) => key === path.key).map(({ span }) => span));
      return [{ ...before, nested: before.nested.filter(({ key }) => key !== path.key) }];
    });
    return { ...content, entries };
  });
  return checkedEdits(
    file,
    spans.map((span) => ({ span, newText: "" })),
    intended,
  );
}

function has({ key, nestedIn }: SettingPath): (entry: AwsEntry) => boolean {
  return (entry) =>
    entry.key.toLowerCase() === (nestedIn ?? key) &&
    (nestedIn === undefined || entry.nested.some((nested) => nested.key === key));
}
