import type { AwsFile, AwsSection } from "../model.ts";
import { checkedEdits, contentOf } from "./content.ts";
import { joined } from "./joined.ts";
import { linesWithin, ownSpan } from "./lines.ts";
import { refused, type AwsFiles, type EditResult, type TextEdit } from "./model.ts";
import { sectionsOf } from "./sectionsOf.ts";

/**
 * Removes every section of a profile from both files, each with the blank lines that set it off. Comments before the
 * header and behind the last key stay: nothing says whose they are.
 */
export function removeProfile(files: AwsFiles, profile: string): EditResult {
  return removeProfiles(files, [profile]);
}

/** The same for several profiles at once; refused where one of them does not exist. */
export function removeProfiles(files: AwsFiles, profiles: readonly string[]): EditResult {
  const both = [files.config, files.credentials];
  const missing = profiles.find((name) => both.every((file) => sectionsOf(file, name).length === 0));
  if (missing !== undefined) return refused(`Profile '${missing}' stands in neither file.`);
  return joined(
    both.flatMap((file) => {
      const gone = new Set(profiles.flatMap((name) => sectionsOf(file, name)));
      const sections = (file?.sections ?? []).filter((section) => gone.has(section));
      return file === undefined || sections.length === 0 ? [] : [removeSections(file, sections)];
    }),
  );
}

function removeSections(file: AwsFile, sections: readonly AwsSection[]): EditResult {
  return checkedEdits(
    file,
    sections.map((section) => removal(file, section)),
    contentOf(file).filter((_, index) => !sections.some((section) => section === file.sections[index])),
  );
}

function removal(file: AwsFile, section: AwsSection): TextEdit {
  const own = ownSpan(file, section);
  // A byte order mark belongs to the file, not to its first section.
  const start = file.text.startsWith("\ufeff") && own.start === 0 ? 1 : own.start;
  const before = file.lines.filter(({ span }) => span.end <= own.start).at(-1);
  let { end } = own;
  if (before === undefined || before.kind === "blank") {
    for (const { kind, span } of linesWithin(file, { start: own.end, end: file.text.length })) {
      if (kind !== "blank") break;
      ({ end } = span);
    }
  }
  return { span: { start, end }, newText: "" };
}
