import * as vscode from "vscode";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { Finding, Severity } from "../../language/diagnostics/finding.ts";
import { PolicyDiagnosis } from "../../language/diagnostics/diagnose.ts";
import { defaultSettings, type DiagnosticSettings } from "../../language/diagnostics/settings.ts";
import { EmbeddedDiagnosis } from "../../language/embedded/embeddedDiagnosis.ts";
import type { Fix } from "../../language/fixes/edit.ts";
import type { Span } from "../../core/text/span.ts";
import { settings } from "../ids.ts";
import { kindChoices } from "../kindChoices.ts";
import { embeddedIn } from "./embeddedDocument.ts";
import type { Facts } from "./facts.ts";
import { policyKindOf } from "./policyDocument.ts";
import { policySelector } from "./policySelector.ts";

const debounceMilliseconds = 120;

interface Diagnosed {
  /** Of the document as a policy. */
  readonly whole: PolicyDiagnosis;
  /** Of the policies in it, where it belongs to another tool. */
  readonly embedded: EmbeddedDiagnosis;
  version: number;
  findings: readonly Finding[];
}

/** Findings of open policies, shown a moment after the last keystroke, with their fixes as code actions. */
export class PolicyDiagnostics implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection("assume-role");
  readonly #diagnosed = new Map<string, Diagnosed>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #disposables: vscode.Disposable;

  constructor(
    private readonly catalogue: () => Promise<Catalogue>,
    private readonly facts: Facts,
    private readonly failed: (work: () => Promise<void>) => Promise<void>,
  ) {
    this.#disposables = vscode.Disposable.from(
      this.#collection,
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#soon(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.#soon(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#forget(document.uri);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settings.section)) this.#all();
      }),
      facts.onDidOutdate(() => {
        this.#all();
      }),
      kindChoices.onDidChange(() => {
        this.#all();
      }),
      vscode.languages.registerCodeActionsProvider(policySelector, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    );
    this.#all();
  }

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const known = this.#diagnosed.get(document.uri.toString());
    // Edits count in the text that was diagnosed: for another text there are none until it is.
    if (known?.version !== document.version) return [];
    return known.findings
      .filter(({ span }) => toRange(document, span).intersection(range) !== undefined)
      .flatMap((finding) => [
        ...finding.fixes.map((fix) => action(document, fix.title, [fix], finding, context)),
        ...fixAll(document, finding, known.findings, context),
      ]);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#disposables.dispose();
  }

  #all(): void {
    for (const document of vscode.workspace.textDocuments) this.#soon(document);
  }

  #soon(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (!this.#diagnosed.has(key) && policyKindOf(document) === undefined && !hasEmbedded(document)) return;
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
    const kind = policyKindOf(document);
    const found = kind === undefined ? embeddedIn(document) : undefined;
    if ((kind === undefined && found === undefined) || document.isClosed) {
      this.#forget(document.uri);
      return;
    }
    const key = document.uri.toString();
    const catalogue = await this.catalogue();
    const known = this.#diagnosed.get(key) ?? {
      whole: new PolicyDiagnosis(catalogue),
      embedded: new EmbeddedDiagnosis(catalogue),
      version: -1,
      findings: [],
    };
    this.#diagnosed.set(key, known);
    const { version } = document;
    const about = await this.facts.about(document.uri);
    const rules = settingsFor(document, about);
    const findings =
      kind === undefined
        ? found && (await known.embedded.load(found, rules))
        : await known.whole.load(document.getText(), kind, rules);
    if (findings === undefined) return;
    // Typed on, or another kind chosen, while the catalogue was read: that has a timer of its own.
    if (document.version !== version || policyKindOf(document) !== kind) return;
    known.version = version;
    known.findings = findings;
    this.#collection.set(
      document.uri,
      findings.map((finding) => diagnostic(document, finding)),
    );
  }

  #forget(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    if (this.#diagnosed.delete(key)) this.#collection.delete(uri);
  }
}

/** A template or a plan without a policy is ordinary JSON. */
function hasEmbedded(document: vscode.TextDocument): boolean {
  return (embeddedIn(document)?.policies.length ?? 0) > 0;
}

/** The settings of a document, the same object as long as they are the same. */
export function settingsFor(
  document: vscode.TextDocument,
  about: Awaited<ReturnType<Facts["about"]>>,
): DiagnosticSettings {
  const configuration = vscode.workspace.getConfiguration(settings.section, document.uri);
  const ignored = configuration.get<Readonly<Record<string, readonly string[]>>>(
    settings.ignoredFindings,
    {},
  );
  const key = JSON.stringify([
    configuration.get(settings.findingSeverities, {}),
    Object.entries(ignored)
      .filter(([pattern]) => vscode.languages.match({ pattern }, document) > 0)
      .flatMap(([, codes]) => codes),
    configuration.get(settings.trustPolicyQuota, defaultSettings.quotas.trust),
    about,
  ]);
  // The same settings are the same object, so that statements that were judged under them need not be judged again.
  const known = settingsByValue.get(key);
  if (known !== undefined) return known;
  const [severities, ignoredCodes, trust] = JSON.parse(key) as [
    DiagnosticSettings["severities"],
    readonly string[],
    number,
    typeof about,
  ];
  const made = {
    ...defaultSettings,
    ...about,
    severities,
    ignoredCodes,
    quotas: { ...defaultSettings.quotas, trust },
  };
  settingsByValue.set(key, made);
  return made;
}

const settingsByValue = new Map<string, DiagnosticSettings>();

export const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  suggestion: vscode.DiagnosticSeverity.Information,
};

function diagnostic(document: vscode.TextDocument, finding: Finding): vscode.Diagnostic {
  const made = new vscode.Diagnostic(
    toRange(document, finding.span),
    finding.message,
    severities[finding.severity],
  );
  made.source = "assume-role";
  made.code = finding.code;
  return made;
}

function action(
  document: vscode.TextDocument,
  title: string,
  fixes: readonly Fix[],
  finding: Finding,
  context: vscode.CodeActionContext,
): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.diagnostics = context.diagnostics.filter(
    ({ code, range }) => code === finding.code && range.isEqual(toRange(document, finding.span)),
  );
  made.isPreferred = fixes.length === 1 && fixes[0]?.safe === true;
  made.edit = new vscode.WorkspaceEdit();
  for (const { span, newText } of fixes.flatMap(({ edits }) => edits)) {
    made.edit.replace(document.uri, toRange(document, span), newText);
  }
  return made;
}

/** "Fix all" of one code, where it stands more than once and its first fix is safe everywhere. */
function fixAll(
  document: vscode.TextDocument,
  finding: Finding,
  findings: readonly Finding[],
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const same = findings.filter(({ code }) => code === finding.code);
  const fixes = same.flatMap((other) => other.fixes.slice(0, 1)).filter(({ safe }) => safe);
  if (same.length < 2 || fixes.length < same.length || overlap(fixes.flatMap(({ edits }) => edits)))
    return [];
  return [action(document, vscode.l10n.t("Fix all {0} in this file", finding.code), fixes, finding, context)];
}

function overlap(edits: readonly { readonly span: Span }[]): boolean {
  const spans = edits.map(({ span }) => span).sort((a, b) => a.start - b.start);
  return spans.some((span, index) => index > 0 && span.start < (spans[index - 1]?.end ?? 0));
}

function toRange(document: vscode.TextDocument, span: Span): vscode.Range {
  return new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
}
