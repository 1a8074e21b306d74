import { KeyTable } from "../../profiles/keys.ts";
import type { AwsEntry, AwsFile } from "../model.ts";
import { applyEdits } from "./applyEdits.ts";
import type { TextEdit } from "./model.ts";

/** Stands for a secret of any length. */
export const mask = "••••••••";

/** A line that is no entry may hold a secret all the same: a key that was commented out, a line that is broken. */
const secretInLine = /((?:access_key|secret|token|passw)[\w.-]*[ \t]*[=:][ \t]*)[^\s].*?(?=\s*$)/i;

/**
 * The text of a file for the screen: every secret value as the same few dots, the rest as it is. Beside another state
 * of the file, a secret that is not in that one gets `word` behind it: else nobody would see that it is another.
 */
export function maskSecrets(
  file: AwsFile,
  beside?: { readonly file: AwsFile; readonly word: string },
): string {
  const keys = new KeyTable();
  const edits: TextEdit[] = [];
  const others = beside && new Set(secretsOf(beside.file, keys).map(({ value }) => value));
  for (const { value, valueSpan } of secretsOf(file, keys)) {
    const isOther = others !== undefined && !others.has(value);
    edits.push({ span: valueSpan, newText: isOther ? `${mask} (${beside?.word ?? ""})` : mask });
  }
  for (const { kind, span } of file.lines) {
    if (kind !== "comment" && kind !== "broken") continue;
    const line = file.text.slice(span.start, span.end);
    const found = secretInLine.exec(line);
    if (found === null) continue;
    const start = span.start + found.index + (found[1]?.length ?? 0);
    edits.push({ span: { start, end: span.start + found.index + found[0].length }, newText: mask });
  }
  return applyEdits(
    file.text,
    edits.sort((a, b) => a.span.start - b.span.start),
  );
}

function secretsOf(file: AwsFile, keys: KeyTable): readonly AwsEntry[] {
  return file.sections
    .flatMap(({ entries }) => entries.flatMap((entry) => [entry, ...entry.nested]))
    .filter(({ key, value }) => value !== "" && keys.of(key).secret);
}
