import * as vscode from "vscode";
import { LineIndex } from "../../core/text/lineIndex.ts";
import type { Span } from "../../core/text/span.ts";
import { readTextFile } from "../filesOfWorkspace.ts";

/** A text as the editor shows it, unsaved edits included, or as the file has it. */
export class SourceText {
  #lines: LineIndex | undefined;

  constructor(
    readonly uri: vscode.Uri,
    readonly text: string,
  ) {}

  range({ start, end }: Span): vscode.Range {
    const lines = (this.#lines ??= new LineIndex(this.text));
    const from = lines.position(start);
    const to = lines.position(end);
    return new vscode.Range(from.line, from.character, to.line, to.character);
  }
}

/**
 * Texts of the workspace for a simulation. What is open counts as it is shown. `onDidChange` says that a text may be another now.
 */
export class WorkspaceTexts implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #open = new WeakMap<vscode.TextDocument, { version: number; source: SourceText }>();
  readonly #disposables: vscode.Disposable;

  constructor() {
    // Policy files are JSON; what a config names under another ending is read anew when it is edited or reopened.
    const watcher = vscode.workspace.createFileSystemWatcher("**/*.{json,jsonc}");
    const onDisk = (uri: vscode.Uri) => {
      this.#changed.fire(uri);
    };
    this.#disposables = vscode.Disposable.from(
      this.#changed,
      watcher,
      watcher.onDidChange(onDisk),
      watcher.onDidCreate(onDisk),
      watcher.onDidDelete(onDisk),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#changed.fire(document.uri);
      }),
      // Closing a document throws its unsaved edits away.
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        onDisk(uri);
      }),
    );
  }

  /** The text; undefined where there is no such file. */
  async read(uri: vscode.Uri): Promise<SourceText | undefined> {
    const key = uri.toString();
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
    if (open !== undefined) return this.#shown(open);
    const text = await readTextFile(uri);
    // A file that is not there is an answer: the config that names it says so at the place.
    return text === undefined ? undefined : new SourceText(uri, text);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #shown(document: vscode.TextDocument): SourceText {
    const known = this.#open.get(document);
    if (known?.version === document.version) return known.source;
    const source = new SourceText(document.uri, document.getText());
    this.#open.set(document, { version: document.version, source });
    return source;
  }
}
