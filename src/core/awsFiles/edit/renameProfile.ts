import { renamedInProcess } from "../../profiles/processProfile.ts";
import type { AwsEntry, AwsFile, AwsSection } from "../model.ts";
import { checkedEdits, contentOf } from "./content.ts";
import { joined } from "./joined.ts";
import { refused, type AwsFiles, type EditResult, type TextEdit } from "./model.ts";
import { sectionsOf } from "./sectionsOf.ts";
import { profileNameProblem } from "./writable.ts";

/** Keys whose value is the name of a profile; `include_profile` is aws-vault's. */
const references: ReadonlySet<string> = new Set(["source_profile", "include_profile"]);

/** Renames a profile in both files, and in every profile that names it as its source or in its `credential_process`. */
export function renameProfile(files: AwsFiles, from: string, to: string): EditResult {
  const problem = profileNameProblem(to);
  if (problem !== undefined) return refused(problem);
  if (from === to) return refused("This is its name already.");
  const both = [files.config, files.credentials].filter((file) => file !== undefined);
  const taken = both.find((file) => sectionsOf(file, to).length > 0);
  if (taken !== undefined) return refused(`Profile '${to}' stands in the ${taken.kind} file already.`);
  const repeated = both.find((file) => sectionsOf(file, from).length > 1);
  if (repeated !== undefined) {
    return refused(`Profile '${from}' stands in the ${repeated.kind} file twice. Merge the two first.`);
  }
  if (!both.some((file) => sectionsOf(file, from).length > 0)) {
    return refused(`Profile '${from}' stands in neither file.`);
  }
  return joined(both.map((file) => renameInFile(file, from, to)));
}

function renameInFile(file: AwsFile, from: string, to: string): EditResult {
  const edits: TextEdit[] = [];
  const sections = sectionsOf(file, from);
  for (const section of file.sections) {
    if (sections.includes(section)) edits.push(newTitle(file, section, to));
    for (const entry of section.entries) {
      const value = renamedValue(entry, from, to);
      if (value !== undefined) edits.push({ span: entry.valueSpan, newText: value });
    }
  }
  return checkedEdits(
    file,
    edits,
    contentOf(file).map((content, index) => ({
      ...content,
      ...(sections.some((section) => section === file.sections[index])
        ? { type: to === "default" ? "default" : "profile", name: to }
        : {}),
      entries: content.entries.map((entry) => ({
        ...entry,
        value: renamedValue(entry, from, to) ?? entry.value,
      })),
    })),
  );
}

/** What a value becomes that names the profile; undefined where it does not. */
function renamedValue(
  { key, value }: Pick<AwsEntry, "key" | "value">,
  from: string,
  to: string,
): string | undefined {
  const lowered = key.toLowerCase();
  if (references.has(lowered)) return value === from ? to : undefined;
  // A value of several lines is not one text in the file.
  if (lowered !== "credential_process" || value.includes("\n")) return undefined;
  const command = renamedInProcess(value, from, to);
  return command === value ? undefined : command;
}

/** Only the name; the whole title where `default` comes or goes, which has no word before it in the config file. */
function newTitle(
  file: AwsFile,
  { type, name, nameSpan, headerSpan, unclosed }: AwsSection,
  to: string,
): TextEdit {
  if (file.kind === "credentials" || (type === "profile" && name !== "default" && to !== "default")) {
    return { span: nameSpan, newText: to };
  }
  const title = { start: headerSpan.start + 1, end: headerSpan.end - (unclosed ? 0 : 1) };
  return { span: title, newText: to === "default" ? to : `profile ${to}` };
}
