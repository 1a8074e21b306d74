import * as vscode from "vscode";
import type { Span } from "../../core/text/span.ts";
import type { Finding, Severity } from "../../language/diagnostics/finding.ts";
import { findingPage, type PageFolder } from "./findingPage.ts";
import { toRange } from "./fromLanguageServer.ts";

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  suggestion: vscode.DiagnosticSeverity.Information,
};

/** A finding for the editor; its code links to its page. What says nothing more is shown faded. */
export function toDiagnostic(
  document: vscode.TextDocument,
  finding: Finding,
  folder: PageFolder,
): vscode.Diagnostic {
  const { code, severity, message, span, related } = finding;
  const made = new vscode.Diagnostic(rangeOf(document, span), message, severities[severity]);
  made.source = "assume-role";
  made.code = { value: code, target: findingPage(folder, code) };
  if (code.startsWith("REDUNDANT_")) made.tags = [vscode.DiagnosticTag.Unnecessary];
  if (code.startsWith("DEPRECATED_")) made.tags = [vscode.DiagnosticTag.Deprecated];
  if (related !== undefined) {
    made.relatedInformation = related.map(
      ({ uri, range, message: words }) =>
        new vscode.DiagnosticRelatedInformation(
          new vscode.Location(vscode.Uri.parse(uri), toRange(range)),
          words,
        ),
    );
  }
  return made;
}

export function codeOf({ code }: vscode.Diagnostic): string | number | undefined {
  return typeof code === "object" ? code.value : code;
}

export function rangeOf(document: vscode.TextDocument, span: Span): vscode.Range {
  return new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
}
