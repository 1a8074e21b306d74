import * as vscode from "vscode";
import { readOnlyScheme } from "./ids.ts";

/** Texts of ours as read-only documents: plans, previews of edits. A text is kept while its document is open. */
export class ReadOnlyDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #texts = new Map<string, string>();
  readonly #disposables: vscode.Disposable;

  constructor() {
    this.#disposables = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(readOnlyScheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#texts.delete(uri.toString());
      }),
    );
  }

  /** The address under which a text can be opened; one that is open there already is replaced. */
  put(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: readOnlyScheme, path: `/${path}` });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    return uri;
  }

  /** Shows a text in an editor. */
  async show(name: string, text: string, languageId: string): Promise<void> {
    const uri = this.put(name.replaceAll("/", "-"), text);
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.languageId !== languageId)
      await vscode.languages.setTextDocumentLanguage(document, languageId);
    await vscode.window.showTextDocument(document, { preview: false });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? "";
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
