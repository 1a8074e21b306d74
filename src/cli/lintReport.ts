import type { LintedDocument } from "./lintDocument.ts";
import { counted } from "../core/text/counted.ts";

/** For a terminal: `file:line:column: severity CODE message`, lines and columns from 1, and a count at the end. */
export function textReport(documents: readonly LintedDocument[]): string {
  const counts = { error: 0, warning: 0, suggestion: 0 };
  const lines = documents.flatMap(({ file, findings }) =>
    findings.map(({ range: { start }, severity, code, message }) => {
      counts[severity]++;
      return `${file}:${start.line + 1}:${start.character + 1}: ${severity} ${code} ${message}`;
    }),
  );
  const found = Object.entries(counts).map(([severity, count]) => counted(count, severity));
  return [...lines, `${counted(documents.length, "file")}: ${found.join(", ")}`, ""].join("\n");
}

/** The documented shape: lines and characters from 0, fixes by their titles. */
export function jsonReport(documents: readonly LintedDocument[]): string {
  const report = documents.map(({ file, kind, findings }) => ({
    file,
    kind,
    findings: findings.map(({ code, severity, message, range, fixes }) => ({
      code,
      severity,
      message,
      range,
      fixes: fixes.map(({ title }) => title),
    })),
  }));
  return `${JSON.stringify(report, null, 2)}\n`;
}
