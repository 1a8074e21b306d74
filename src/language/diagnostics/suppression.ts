import { LineIndex } from "../../core/text/lineIndex.ts";
import type { Finding } from "./finding.ts";

/**
 * Codes that comments switch off, by line from 0: `// assume-role: ignore CODE` (or `CODE, CODE`, or `*`) speaks for its
 * own line and for the next one; `# assume-role: ignore CODE` in a file of `~/.aws`. JSON proper has no comments: there
 * the setting by file pattern does the same.
 */
export function suppressedLines(text: string): ReadonlyMap<number, ReadonlySet<string>> {
  const lines = new Map<number, Set<string>>();
  if (!text.includes("assume-role:")) return lines;
  for (const [number, line] of text.split(/\r\n|\n|\r/).entries()) {
    const codes =
      /(?:\/\/|\/\*|^\s*[#;])\s*assume-role:\s*ignore\s+((?:[A-Za-z]\w*|\*)(?:[\s,]+(?:[A-Za-z]\w*|\*(?!\/)))*)/.exec(
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

/** In the order of the text, without those that a comment switches off. */
export function shownFindings(findings: readonly Finding[], text: string): Finding[] {
  const sorted = [...findings].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const suppressed = suppressedLines(text);
  if (suppressed.size === 0) return sorted;
  const lines = new LineIndex(text);
  return sorted.filter(
    (finding) => !isSuppressed(finding, lines.position(finding.span.start).line, suppressed),
  );
}
