import * as vscode from "vscode";
import { explainStep } from "../../core/explain/explainStep.ts";
import type { Quote } from "../../core/explain/explain.ts";
import type { ChainStep } from "../../core/simulate/model.ts";
import type { Span } from "../../core/text/span.ts";
import { explanationScheme, languageIds, reportScheme } from "../ids.ts";
import { documentNamed, locate, type SimulatedConfig, type Simulations } from "./simulations.ts";
import { findStep, stepId, stepOfId } from "./steps.ts";

/** What such a document holds: its text, and the places in it that lead elsewhere. */
interface Page {
  readonly text: string;
  readonly links: readonly { readonly span: Span; readonly target: vscode.Uri }[];
}

/**
 * Explanations as read-only documents that follow the policies: one for each step, and pages made for a command. Every
 * place in them is a link to its statement.
 */
export class ExplanationDocuments
  implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider, vscode.Disposable
{
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #pages = new Map<string, Page>();
  readonly #made = new Map<string, () => Promise<string>>();
  readonly #disposables: vscode.Disposable;

  constructor(private readonly simulations: Simulations) {
    this.#disposables = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(explanationScheme, this),
      vscode.languages.registerDocumentLinkProvider({ scheme: explanationScheme }, this),
      simulations.onDidChange(() => {
        for (const { uri } of vscode.workspace.textDocuments)
          if (uri.scheme === explanationScheme) this.#changed.fire(uri);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#pages.delete(uri.toString());
        this.#made.delete(uri.toString());
      }),
    );
  }

  /** Shows why a step went as it did. */
  async showStep(config: SimulatedConfig, step: ChainStep): Promise<void> {
    const path = `/${vscode.l10n.t("Explain {0}", step.label.replaceAll("/", "∕"))}`;
    await this.#show(vscode.Uri.from({ scheme: explanationScheme, path, query: stepId(config.uri, step) }));
  }

  /** Shows a page that is made anew whenever the policies change. */
  async showPage(title: string, make: () => Promise<string>): Promise<void> {
    const uri = vscode.Uri.from({ scheme: explanationScheme, path: `/${title.replaceAll("/", "∕")}` });
    this.#made.set(uri.toString(), make);
    this.#changed.fire(uri);
    await this.#show(uri);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const page = await this.#page(uri);
    this.#pages.set(uri.toString(), page);
    return page.text;
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const page = this.#pages.get(document.uri.toString());
    if (page?.text !== document.getText()) return [];
    return page.links.map(
      ({ span, target }) =>
        new vscode.DocumentLink(
          new vscode.Range(document.positionAt(span.start), document.positionAt(span.end)),
          target,
        ),
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #page(uri: vscode.Uri): Promise<Page> {
    const make = this.#made.get(uri.toString());
    if (make !== undefined) return { text: await make(), links: [] };
    const name = stepOfId(uri.query);
    const config = name && (await this.simulations.of(name.config));
    const step = config && findStep(config, name);
    if (config === undefined || step === undefined)
      return { text: vscode.l10n.t("This step is no longer in the role config."), links: [] };
    const { text, links } = explainStep(config.result, step, (policy, span) => quoteOf(config, policy, span));
    return {
      text,
      links: links.flatMap(({ span, policy, target }) => {
        const place = locate(config, policy, target);
        return place === undefined ? [] : [{ span, target: linkTo(place.source.uri, place.range.start) }];
      }),
    };
  }

  async #show(uri: vscode.Uri): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.languageId !== languageIds.report) {
      await vscode.languages.setTextDocumentLanguage(document, languageIds.report);
    }
    await vscode.window.showTextDocument(document, {
      viewColumn: columnOfPages() ?? vscode.ViewColumn.Beside,
    });
  }
}

/** The column that holds a page already, so that pages do not split the window again and again. */
function columnOfPages(): vscode.ViewColumn | undefined {
  const schemes: readonly string[] = [explanationScheme, reportScheme];
  return vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && schemes.includes(input.uri.scheme)),
  )?.viewColumn;
}

/** A stretch of a document as it is written, with its file and line. */
export function quoteOf(config: SimulatedConfig, policy: string, span: Span): Quote | undefined {
  const place = locate(config, policy, span);
  if (place !== undefined) {
    const file = vscode.workspace.asRelativePath(place.source.uri);
    return {
      text: place.source.text.slice(span.start, span.end),
      place: `${file}:${place.range.start.line + 1}`,
      isFile: true,
    };
  }
  const source = documentNamed(config, policy)?.source;
  if (source?.kind !== "awsManaged") return undefined;
  return { text: source.text.slice(span.start, span.end), place: source.arn, isFile: false };
}

/** VS Code opens a file at the line and column in the fragment, both counted from 1. */
function linkTo(uri: vscode.Uri, { line, character }: vscode.Position): vscode.Uri {
  return uri.with({ fragment: `L${line + 1},${character + 1}` });
}
