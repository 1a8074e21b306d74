import { KeyTable } from "../../profiles/keys.ts";
import type { AwsEntry, AwsFile } from "../model.ts";
import { applyEdits } from "./applyEdits.ts";
import type { TextEdit } from "./model.ts";

/** Stands for a secret of any length. */
export const mask = "••••••••";

/** A line that is no entry may hold a secret all the same: a key that was commented out, a line that is broken. */
const secretInLine = /((?:access_key|secret|token|passw)[\w.-]*[ \t]*[=:][ \t]*)[^\s].*?(?=\s*$)/i;

/** The text of a file for the screen: every secret value as the same few dots, the rest as it is. */
export function maskSecrets(file: AwsFile): string {
  const keys = new KeyTable();
  const edits: TextEdit[] = [];
  const add = ({ key, value, valueSpan }: AwsEntry): void => {
    if (value !== "" && keys.of(key).secret) edits.push({ span: valueSpan, newText: mask });
  };
  for (const { entries } of file.sections) {
    for (const entry of entries) {
      add(entry);
      entry.nested.forEach(add);
    }
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
