import type { AwsFileKind, AwsSectionType } from "../model.ts";
import { parseAwsFile } from "../parse.ts";
import { checkedEdits, contentOf } from "./content.ts";
import { endsWithLineEnd, lineEndOf } from "./lines.ts";
import { refused, type AwsFiles, type EditResult } from "./model.ts";
import { keyProblem, profileNameProblem, valueProblem } from "./writable.ts";

export interface NewSection {
  readonly file: AwsFileKind;
  readonly type: "profile" | "ssoSession";
  readonly name: string;
  readonly entries: readonly (readonly [key: string, value: string])[];
}

/**
 * Appends a section to a file, behind a blank line. Refused where the file has the section already, or where a name or
 * a value would be read as something else.
 */
export function addSection(files: AwsFiles, section: NewSection): EditResult {
  const { name, entries } = section;
  const file = files[section.file] ?? parseAwsFile(section.file, "");
  const isDefault = section.type === "profile" && name === "default";
  const problem = problemOf(section);
  if (problem !== undefined) return refused(problem);
  const sameKind: readonly AwsSectionType[] =
    section.type === "profile" ? ["profile", "default"] : [section.type];
  if (file.sections.some((other) => sameKind.includes(other.type) && other.name === name)) {
    return refused(
      `${section.type === "profile" ? "Profile" : "SSO session"} '${name}' stands in the ${section.file} file already.`,
    );
  }
  const end = lineEndOf(file);
  const header = isDefault ? name : section.file === "credentials" ? name : `${titleWord(section)} ${name}`;
  const lines = [`[${header}]`, ...entries.map(([key, value]) => `${key} = ${value}`)];
  const newText = gapBefore(file.text, file.lines.at(-1)?.kind, end) + lines.join(end) + end;
  const at = { start: file.text.length, end: file.text.length };
  return checkedEdits(
    file,
    [{ span: at, newText }],
    [
      ...contentOf(file),
      {
        type: isDefault ? "default" : section.type,
        name,
        entries: entries.map(([key, value]) => ({ key, value, nested: [] })),
      },
    ],
  );
}

function titleWord({ type }: NewSection): string {
  return type === "profile" ? "profile" : "sso-session";
}

function problemOf({ file, type, name, entries }: NewSection): string | undefined {
  if (type === "ssoSession" && file === "credentials")
    return "An sso-session section stands in the config file.";
  const nameProblem = profileNameProblem(name);
  if (nameProblem !== undefined) return nameProblem;
  const keys = new Set<string>();
  for (const [key, value] of entries) {
    const problem = keyProblem(key) ?? valueProblem(value);
    if (problem !== undefined) return `${key}: ${problem}`;
    if (keys.has(key)) return `${key} is given twice.`;
    keys.add(key);
  }
  return undefined;
}

/** Ends the last line, and sets the new section off by a blank line. */
function gapBefore(text: string, lastLine: string | undefined, end: string): string {
  if (text === "" || text === "\ufeff") return "";
  const close = endsWithLineEnd(text) ? "" : end;
  return lastLine === "blank" ? close : close + end;
}
