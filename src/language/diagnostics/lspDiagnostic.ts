import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from "vscode-languageserver-types";
import type { LineIndex } from "../../core/text/lineIndex.ts";
import type { Finding, Severity } from "./finding.ts";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  suggestion: DiagnosticSeverity.Information,
};

/**
 * A finding for an editor. `pageOf` gives the address of the documentation page of a code, which the editor links the
 * code to. What says nothing more is shown faded.
 */
export function lspDiagnostic(
  finding: Finding,
  lines: LineIndex,
  pageOf: (code: string) => string,
): Diagnostic {
  const { code, message, severity, span } = finding;
  return {
    range: lines.range(span),
    severity: severities[severity],
    code,
    codeDescription: { href: pageOf(code) },
    source: "assume-role",
    message,
    ...(code.startsWith("REDUNDANT_") ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(code.startsWith("DEPRECATED_") ? { tags: [DiagnosticTag.Deprecated] } : {}),
  };
}
