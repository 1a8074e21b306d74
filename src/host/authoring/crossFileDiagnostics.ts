import * as vscode from "vscode";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { Finding } from "../../language/diagnostics/finding.ts";
import type { Fix } from "../../language/fixes/edit.ts";
import { CrossFileDiagnosis } from "../../language/workspace/crossFileDiagnosis.ts";
import { settings } from "../ids.ts";
import { kindOf } from "../openDocument.ts";
import { workspaceEdit } from "./findingActions.ts";
import { findingSettings } from "./findingSettings.ts";
import { policySelector } from "./policySelector.ts";
import { codeOf, rangeOf, toDiagnostic } from "./toDiagnostic.ts";
import type { WorkspaceFiles } from "./workspaceFiles.ts";

interface Judged {
  readonly version: number;
  readonly findings: readonly Finding[];
}

/**
 * What the files of the workspace say against each other, shown in the open ones. After a change only those documents
 * are judged again that looked where something changed.
 */
export class CrossFileDiagnostics implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection("assume-role-workspace");
  readonly #judged = new Map<string, Judged>();
  readonly #diagnosis: CrossFileDiagnosis;
  readonly #disposables: vscode.Disposable;
  readonly #waiting = new Map<string, vscode.TextDocument>();
  #working = false;

  constructor(
    catalogue: Catalogue,
    private readonly workspace: WorkspaceFiles,
    private readonly failed: (work: () => Promise<void>) => Promise<void>,
  ) {
    this.#diagnosis = new CrossFileDiagnosis(workspace.index, catalogue);
    this.#disposables = vscode.Disposable.from(
      this.#collection,
      workspace.onDidChange((keys) => {
        const outdated = this.#diagnosis.outdated(keys);
        for (const document of vscode.workspace.textDocuments) {
          if (outdated.has(document.uri.path)) this.#soon(document);
        }
      }),
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#soon(document);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#judged.delete(uri.toString());
        this.#collection.delete(uri);
        this.#diagnosis.forget(uri.path);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settings.section)) this.#all();
      }),
      vscode.languages.registerCodeActionsProvider(policySelector, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    );
    void failed(async () => {
      await workspace.ready();
      this.#all();
    });
  }

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const known = this.#judged.get(document.uri.toString());
    // Edits count in the text that was judged: for another text there are none until it is.
    if (known?.version !== document.version) return [];
    return known.findings
      .filter(({ span }) => rangeOf(document, span).intersection(range) !== undefined)
      .flatMap((finding) => finding.fixes.flatMap((fix) => this.#action(document, fix, finding, context)));
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #action(
    document: vscode.TextDocument,
    fix: Fix,
    finding: Finding,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const elsewhere = (fix.elsewhere ?? []).map(({ uri }) => vscode.Uri.parse(uri));
    if (!elsewhere.every((uri) => this.workspace.isCurrent(uri))) return [];
    const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = context.diagnostics.filter((one) => codeOf(one) === finding.code);
    action.edit = workspaceEdit(document, fix);
    return [action];
  }

  #all(): void {
    for (const document of vscode.workspace.textDocuments) this.#soon(document);
  }

  /** One document after the other, each with a turn for the editor between. */
  #soon(document: vscode.TextDocument): void {
    if (!this.workspace.isReady || vscode.languages.match(policySelector, document) === 0) return;
    this.#waiting.set(document.uri.toString(), document);
    if (this.#working) return;
    this.#working = true;
    void this.failed(async () => {
      try {
        for (let next = this.#next(); next !== undefined; next = this.#next()) {
          await this.#judge(next);
          await new Promise((resolve) => setTimeout(resolve, 0));
        }
      } finally {
        this.#working = false;
      }
    });
  }

  #next(): vscode.TextDocument | undefined {
    for (const [key, document] of this.#waiting) {
      this.#waiting.delete(key);
      return document;
    }
    return undefined;
  }

  async #judge(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    if (document.isClosed || kindOf(document) === undefined) {
      if (this.#judged.delete(key)) this.#collection.delete(document.uri);
      return;
    }
    const { version } = document;
    this.workspace.settle(document);
    const findings = await this.#diagnosis.judge(document.uri.path, findingSettings(document));
    // Typed on meanwhile: the index tells of the newer text.
    if (document.version !== version) return;
    this.#judged.set(key, { version, findings });
    this.#collection.set(
      document.uri,
      findings.map((finding) => toDiagnostic(document, finding, "rules")),
    );
  }
}
