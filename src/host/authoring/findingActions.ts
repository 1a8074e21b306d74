import * as vscode from "vscode";
import type { Finding } from "../../language/diagnostics/finding.ts";
import type { Fix, TextEdit } from "../../language/fixes/edit.ts";
import { toRange } from "./fromLanguageServer.ts";
import { codeOf, rangeOf } from "./toDiagnostic.ts";

/** All safe fixes of a file at once, on demand or on save by the editor's own setting for `source.fixAll`. */
export const sourceFixAll = vscode.CodeActionKind.SourceFixAll.append("assumeRole");

/** An action whose edit is made when it is chosen. */
export class FixAllAction extends vscode.CodeAction {
  constructor(
    title: string,
    kind: vscode.CodeActionKind,
    readonly document: vscode.TextDocument,
    /** Undefined: every code. */
    readonly findingCode: string | undefined,
  ) {
    super(title, kind);
  }
}

/** The quick fixes of findings, each with its "fix all" where its code stands more than once with safe fixes. */
export function quickFixes(
  document: vscode.TextDocument,
  findings: readonly Finding[],
  at: readonly Finding[],
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const offered = new Set<string>();
  return at.flatMap((finding) => {
    const diagnostics = context.diagnostics.filter(
      (one) => codeOf(one) === finding.code && one.range.isEqual(rangeOf(document, finding.span)),
    );
    const actions = finding.fixes.map((fix, index) => {
      const made = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
      made.diagnostics = diagnostics;
      made.isPreferred = index === 0 && fix.safe;
      made.edit = workspaceEdit(document, fix);
      return made;
    });
    const same = findings.filter(({ code }) => code === finding.code && hasSafeFix(finding));
    if (same.length < 2 || !hasSafeFix(finding) || offered.has(finding.code)) return actions;
    offered.add(finding.code);
    const all = new FixAllAction(
      vscode.l10n.t("Fix all {0} in this file", finding.code),
      vscode.CodeActionKind.QuickFix,
      document,
      finding.code,
    );
    all.diagnostics = diagnostics;
    return [...actions, all];
  });
}

/** Changes that no finding asks for. */
export function refactoringActions(
  document: vscode.TextDocument,
  changes: readonly Fix[],
): vscode.CodeAction[] {
  return changes.map((change) => {
    const action = new vscode.CodeAction(change.title, vscode.CodeActionKind.RefactorRewrite);
    action.edit = workspaceEdit(document, change);
    return action;
  });
}

export function hasSafeFix({ fixes }: Finding): boolean {
  return fixes.some(({ safe, elsewhere }) => safe && elsewhere === undefined);
}

export function workspaceEdit(
  document: vscode.TextDocument,
  fix: { readonly edits: readonly TextEdit[] } & Pick<Fix, "elsewhere">,
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { span, newText } of fix.edits) edit.replace(document.uri, rangeOf(document, span), newText);
  for (const { uri, range, newText } of fix.elsewhere ?? []) {
    edit.replace(vscode.Uri.parse(uri), toRange(range), newText);
  }
  return edit;
}
