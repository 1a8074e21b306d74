import * as vscode from "vscode";
import { readOnlyScheme } from "./ids.ts";

/** What stands on a text beside its words. Offsets of the text. */
export interface Marks {
  /** Places that lead elsewhere. */
  readonly links: readonly { readonly start: number; readonly end: number; readonly target: vscode.Uri }[];
  /** Commands above a line. */
  readonly lenses: readonly { readonly offset: number; readonly command: vscode.Command }[];
}

interface Page extends Marks {
  readonly text: string;
}

/**
 * Texts of ours as read-only documents: plans, reports of the set-up, previews of edits. A text is kept while its
 * document is open.
 */
export class ReadOnlyDocuments
  implements
    vscode.TextDocumentContentProvider,
    vscode.DocumentLinkProvider,
    vscode.CodeLensProvider,
    vscode.Disposable
{
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #lensesChanged = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#lensesChanged.event;
  readonly #pages = new Map<string, Page>();
  readonly #disposables: vscode.Disposable;

  constructor() {
    const selector = { scheme: readOnlyScheme };
    this.#disposables = vscode.Disposable.from(
      this.#changed,
      this.#lensesChanged,
      vscode.workspace.registerTextDocumentContentProvider(readOnlyScheme, this),
      vscode.languages.registerDocumentLinkProvider(selector, this),
      vscode.languages.registerCodeLensProvider(selector, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#pages.delete(uri.toString());
      }),
    );
  }

  /** The address under which a text can be opened; one that is open there already is replaced. */
  put(path: string, text: string, marks: Marks = { links: [], lenses: [] }): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: readOnlyScheme, path: `/${path}` });
    this.#pages.set(uri.toString(), { text, ...marks });
    this.#changed.fire(uri);
    this.#lensesChanged.fire();
    return uri;
  }

  /** Shows a text in an editor. */
  async show(name: string, text: string, languageId: string, marks?: Marks): Promise<void> {
    const path = name.replaceAll("/", "-");
    const uri = this.put(path, text, marks);
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.languageId !== languageId) {
      await vscode.languages.setTextDocumentLanguage(document, languageId);
      // The editor closes a document and opens it again for another language.
      this.put(path, text, marks);
    }
    await vscode.window.showTextDocument(document, { preview: false });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#pages.get(uri.toString())?.text ?? "";
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    return (this.#pageOf(document)?.links ?? []).map(
      ({ start, end, target }) =>
        new vscode.DocumentLink(
          new vscode.Range(document.positionAt(start), document.positionAt(end)),
          target,
        ),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    return (this.#pageOf(document)?.lenses ?? []).map(({ offset, command }) => {
      const at = document.positionAt(offset);
      return new vscode.CodeLens(new vscode.Range(at, at), command);
    });
  }

  /** Undefined while the editor still shows an earlier text, whose places are others. */
  #pageOf(document: vscode.TextDocument): Page | undefined {
    const page = this.#pages.get(document.uri.toString());
    return page?.text === document.getText() ? page : undefined;
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
