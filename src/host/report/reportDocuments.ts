import * as vscode from "vscode";
import { commands, languageIds, reportScheme } from "../ids.ts";
import type { Plan } from "../../core/profiles/model.ts";
import type { PolicyChanges } from "../sessions/policyChanges.ts";
import { moreLine, renderReport, reusedLine, type Report } from "./render.ts";

interface Shown {
  readonly text: string;
  /** Lists the next page; present while there is one. */
  readonly more?: () => Promise<void>;
  readonly report: Report;
}

/**
 * Reports as read-only documents, one for each title: a new run of the same check takes the place of the old one.
 * A listing that was cut has a code lens that lists on.
 */
export class ReportDocuments
  implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider, vscode.Disposable
{
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #lensesChanged = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#lensesChanged.event;
  readonly #shown = new Map<string, Shown>();
  readonly #disposables: vscode.Disposable;

  constructor(private readonly policyChanges: PolicyChanges) {
    this.#disposables = vscode.Disposable.from(
      this.#changed,
      this.#lensesChanged,
      vscode.workspace.registerTextDocumentContentProvider(reportScheme, this),
      vscode.languages.registerCodeLensProvider({ scheme: reportScheme }, this),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#shown.delete(document.uri.toString());
      }),
    );
  }

  /** Opens the report beside the editor (where an earlier one stands, there), without taking the focus from it. */
  async show(report: Report, more?: () => Promise<void>): Promise<void> {
    const uri = vscode.Uri.from({ scheme: reportScheme, path: `/${report.title.replaceAll("/", "-")}` });
    const shown: Shown = {
      text: renderReport(report, this.#notesOf(report)),
      report,
      ...(more === undefined ? {} : { more }),
    };
    this.#shown.set(uri.toString(), shown);
    this.#changed.fire(uri);
    this.#lensesChanged.fire();
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.languageId !== languageIds.report) {
      await vscode.languages.setTextDocumentLanguage(document, languageIds.report);
      // The editor closes a document and opens it again for another language.
      this.#shown.set(uri.toString(), shown);
      this.#lensesChanged.fire();
    }
    await vscode.window.showTextDocument(document, {
      viewColumn: columnOfReports() ?? vscode.ViewColumn.Beside,
      preserveFocus: true,
      // A preview would go with the next file that is opened in that column.
      preview: false,
    });
  }

  /** Lists the next page of the report with this address. */
  async listMore(address: unknown): Promise<void> {
    if (typeof address === "string") await this.#shown.get(address)?.more?.();
  }

  /** The plan of the report with this address, for renewing its session. */
  planOf(address: unknown): Plan | undefined {
    return typeof address === "string" ? this.#shown.get(address)?.report.plan : undefined;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#shown.get(uri.toString())?.text ?? "";
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const address = document.uri.toString();
    const shown = this.#shown.get(address);
    const lens = (place: string, title: string, command: string): vscode.CodeLens => {
      const at = document.positionAt(Math.max(document.getText().lastIndexOf(place), 0));
      return new vscode.CodeLens(new vscode.Range(at, at), { title, command, arguments: [address] });
    };
    return [
      ...(shown?.report.steps.some(({ kind }) => kind === "reusedSession") === true
        ? [lens(reusedLine, vscode.l10n.t("Renew session"), commands.renewSession)]
        : []),
      ...(shown?.more === undefined ? [] : [lens(moreLine, vscode.l10n.t("List more"), commands.listMore)]),
    ];
  }

  /** What policies that were saved since mean for the session that was used again. */
  #notesOf({ steps }: Report): string[] {
    return steps.flatMap((step) =>
      step.kind === "reusedSession" && step.began !== undefined
        ? this.policyChanges.of({ began: step.began })
        : [],
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

/** The column that holds a report already, so that reports do not split the window again and again. */
function columnOfReports(): vscode.ViewColumn | undefined {
  return vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === reportScheme),
  )?.viewColumn;
}
