import type { Finding } from "../diagnostics/finding.ts";
import { applyEdits, type TextEdit } from "./edit.ts";

/** More rounds than any document needs. */
const mostRounds = 1000;

/**
 * Does the first safe fix of every finding of one code, or of every code where none is named, one round after another
 * until none is left, and gives the change as one edit. Undefined where there is nothing to do. Changes in other files
 * are left alone.
 */
export async function fixAll(
  text: string,
  find: (text: string) => readonly Finding[] | Promise<readonly Finding[]>,
  code?: string,
): Promise<TextEdit | undefined> {
  const seen = new Set<string>();
  let fixed = text;
  // Fixes that undo each other would never end.
  while (seen.size < mostRounds && !seen.has(fixed)) {
    seen.add(fixed);
    const edits: TextEdit[] = [];
    for (const finding of await find(fixed)) {
      if (code !== undefined && finding.code !== code) continue;
      const fix = finding.fixes.find(({ safe, elsewhere }) => safe && elsewhere === undefined);
      // Fixes that touch each other wait for the next round.
      if (fix !== undefined && !fix.edits.some((edit) => edits.some((other) => meet(edit, other)))) {
        edits.push(...fix.edits);
      }
    }
    if (edits.length === 0) break;
    fixed = applyEdits(fixed, edits);
  }
  return fixed === text ? undefined : difference(text, fixed);
}

function meet(a: TextEdit, b: TextEdit): boolean {
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}

/** One edit that turns a text into another, without what both have in common at either end. */
function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { span: { start, end: before.length - end }, newText: after.slice(start, after.length - end) };
}
