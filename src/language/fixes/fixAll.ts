import type { PolicyKind } from "../../core/policy/model.ts";
import type { PolicyDiagnosis } from "../diagnostics/diagnose.ts";
import type { DiagnosticSettings } from "../diagnostics/settings.ts";
import { applyEdits, type TextEdit } from "./edit.ts";

/** More rounds than any document needs: a fix that brought its own finding back would never end. */
const mostRounds = 1000;

/**
 * Does the first safe fix of every finding of one code, one round after another until none is left, and gives the
 * change as one edit. Undefined where there is nothing to do.
 */
export function fixAll(
  text: string,
  kind: PolicyKind,
  diagnosis: PolicyDiagnosis,
  settings: DiagnosticSettings,
  code: string,
): TextEdit | undefined {
  let fixed = text;
  for (let round = 0; round < mostRounds; round++) {
    const edits: TextEdit[] = [];
    for (const finding of diagnosis.run(fixed, kind, settings)) {
      const fix = finding.code === code ? finding.fixes.find(({ safe }) => safe) : undefined;
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
