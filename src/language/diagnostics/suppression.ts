import type { Finding } from "./finding.ts";

/**
 * Codes that comments switch off, by line from 0: `// assume-role: ignore CODE` (or `CODE, CODE`, or `*`) speaks for its
 * own line and for the next one. JSON proper has no comments: there the setting by file pattern does the same.
 */
export function suppressedLines(text: string): ReadonlyMap<number, ReadonlySet<string>> {
  const lines = new Map<number, Set<string>>();
  if (!text.includes("assume-role:")) return lines;
  for (const [number, line] of text.split(/\r\n|\n|\r/).entries()) {
    const codes =
      /(?:\/\/|\/\*)\s*assume-role:\s*ignore\s+((?:[A-Z][A-Z0-9_]*|\*)(?:[\s,]+(?:[A-Z][A-Z0-9_]*|\*(?!\/)))*)/.exec(
        line,
      )?.[1];
    for (const code of codes?.split(/[\s,]+/) ?? []) {
      for (const at of [number, number + 1]) lines.set(at, (lines.get(at) ?? new Set()).add(code));
    }
  }
  return lines;
}

/** Whether a finding that begins on the line is switched off. */
export function isSuppressed(
  finding: Finding,
  line: number,
  suppressed: ReadonlyMap<number, ReadonlySet<string>>,
): boolean {
  const codes = suppressed.get(line);
  return codes !== undefined && (codes.has(finding.code) || codes.has("*"));
}
