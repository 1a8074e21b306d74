import * as vscode from "vscode";
import type { Finding } from "../../language/diagnostics/finding.ts";
import { fixAll } from "../../language/fixes/fixAll.ts";
import { settings } from "../ids.ts";
import { FixAllAction, hasSafeFix, quickFixes, sourceFixAll, workspaceEdit } from "./findingActions.ts";
import type { PageFolder } from "./findingPage.ts";
import { ifUnchanged } from "./ifUnchanged.ts";
import { rangeOf, toDiagnostic } from "./toDiagnostic.ts";

const debounceMilliseconds = 120;

/** What finds something in documents of one sort. */
export interface FindingSource {
  /** Of the collection of diagnostics. */
  readonly name: string;
  readonly selector: vscode.DocumentSelector;
  readonly pages: PageFolder;
  /** Asked after every edit. */
  isOurs(document: vscode.TextDocument): boolean;
  /** The findings of a text that the document has or would have after a fix. */
  find(document: vscode.TextDocument, text: string): Promise<readonly Finding[]>;
  /** The document is closed, or no longer ours. */
  forget(document: vscode.TextDocument): void;
  /** Other changes for a place, and fixes that are more than edits. */
  readonly more?: (
    document: vscode.TextDocument,
    range: vscode.Range,
    findings: readonly Finding[],
  ) => Promise<vscode.CodeAction[]>;
  /** What was said before may no longer hold. */
  readonly onDidOutdate: vscode.Event<unknown>;
  readonly disposables?: readonly { dispose(): unknown }[];
}

interface Found {
  readonly version: number;
  readonly findings: readonly Finding[];
}

/** Findings of open documents, shown a moment after the last keystroke, with their fixes as code actions. */
export class FindingDocuments implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #collection: vscode.DiagnosticCollection;
  readonly #found = new Map<string, Found>();
  readonly #ours = new Set<string>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #disposables: vscode.Disposable;

  constructor(
    private readonly source: FindingSource,
    private readonly failed: (work: () => Promise<void>) => Promise<void>,
  ) {
    this.#collection = vscode.languages.createDiagnosticCollection(source.name);
    this.#disposables = vscode.Disposable.from(
      this.#collection,
      ...(source.disposables ?? []),
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#soon(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.#soon(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#forget(document);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settings.section)) this.#all();
      }),
      source.onDidOutdate(() => {
        this.#all();
      }),
      vscode.languages.registerCodeActionsProvider(source.selector, this, {
        providedCodeActionKinds: [
          vscode.CodeActionKind.QuickFix,
          vscode.CodeActionKind.Refactor,
          sourceFixAll,
        ],
      }),
    );
    this.#all();
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    if (!this.#ours.has(document.uri.toString())) return [];
    if (context.only !== undefined && sourceFixAll.intersects(context.only)) {
      return context.only.contains(sourceFixAll) ? this.#everything(document) : [];
    }
    const known = this.#found.get(document.uri.toString());
    // Edits count in the text that was diagnosed: for another text there are none until it is.
    const findings = known?.version === document.version ? known.findings : [];
    const at = findings.filter(({ span }) => rangeOf(document, span).intersection(range) !== undefined);
    const fixes = quickFixes(document, findings, at, context);
    // The editor shows only the kinds that it asked for.
    return [...fixes, ...((await this.source.more?.(document, range, at)) ?? [])];
  }

  async resolveCodeAction(action: vscode.CodeAction): Promise<vscode.CodeAction> {
    if (!(action instanceof FixAllAction)) return action;
    const { document, findingCode } = action;
    const edit = await ifUnchanged(document, () =>
      fixAll(document.getText(), (text) => this.source.find(document, text), findingCode),
    );
    if (edit !== undefined) action.edit = workspaceEdit(document, { edits: [edit] });
    return action;
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#disposables.dispose();
  }

  /** The editor asks on save, when the last edit may not have been judged yet. */
  async #everything(document: vscode.TextDocument): Promise<vscode.CodeAction[]> {
    const findings = await ifUnchanged(document, () => this.source.find(document, document.getText()));
    if (findings?.some(hasSafeFix) !== true) return [];
    const action = new FixAllAction(
      vscode.l10n.t("Fix all that is safe in this file"),
      sourceFixAll,
      document,
      undefined,
    );
    return [await this.resolveCodeAction(action)];
  }

  #all(): void {
    for (const document of vscode.workspace.textDocuments) this.#soon(document);
  }

  #soon(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (vscode.languages.match(this.source.selector, document) === 0) return;
    if (!this.#ours.has(key) && !this.source.isOurs(document)) return;
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        void this.failed(() => this.#diagnose(document));
      }, debounceMilliseconds),
    );
  }

  async #diagnose(document: vscode.TextDocument): Promise<void> {
    if (document.isClosed || !this.source.isOurs(document)) {
      this.#forget(document);
      return;
    }
    const key = document.uri.toString();
    this.#ours.add(key);
    const { version } = document;
    const findings = await this.source.find(document, document.getText());
    // Typed on meanwhile: the newer text has a timer of its own.
    if (document.version !== version || !this.#ours.has(key)) return;
    this.#found.set(key, { version, findings });
    this.#collection.set(
      document.uri,
      findings.map((finding) => toDiagnostic(document, finding, this.source.pages)),
    );
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    if (!this.#ours.delete(key)) return;
    this.#found.delete(key);
    this.#collection.delete(document.uri);
    this.source.forget(document);
  }
}
