import * as vscode from "vscode";
import type { DocumentKind } from "../../core/openConfig/model.ts";
import { documentKind } from "../../core/policy/kind.ts";
import { isGenerated } from "../../core/policy/kindByName.ts";
import { WorkspaceIndex } from "../../language/workspace/workspaceIndex.ts";
import { languageIds } from "../ids.ts";
import { kindChoices } from "../kindChoices.ts";
import { kindOf } from "../openDocument.ts";
import type { MachineParts } from "../workbench.ts";
import { findWorkspaceFiles, readTextFile } from "../filesOfWorkspace.ts";

/** Files that are read at once before the editor gets its turn. */
const chunk = 24;
/** Most files of one pattern; larger workspaces are known in part. */
const mostNamed = 10_000;
const mostOthers = 2_000;
const debounceMilliseconds = 150;

const named =
  "**/{*.assume-role,*trust-policy,assume-role-policy*,*inline-policy,*.iam-policy,*bucket-policy}.{json,jsonc}";
const profileFiles = "**/.aws/{config,credentials}";

/**
 * Feeds the index of the workspace: with its files on first use, a few at a time, then with every change on disk and
 * in an open document, saved or not. In a process and in a web worker alike.
 */
export class WorkspaceFiles implements vscode.Disposable {
  readonly index = new WorkspaceIndex();
  readonly #changed = new vscode.EventEmitter<ReadonlySet<string>>();
  /** The keys of the index under which something changed. */
  readonly onDidChange = this.#changed.event;
  readonly #disposables: { dispose(): void }[] = [this.#changed];
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #reading: Promise<void> | undefined;
  #done = false;

  constructor(private readonly machine: Pick<MachineParts, "store"> | undefined) {}

  /** Whether the first reading is over. */
  get isReady(): boolean {
    return this.#done;
  }

  /** Resolves when every file was read once. The first call begins the reading. */
  ready(): Promise<void> {
    return (this.#reading ??= this.#readAll().catch((error: unknown) => {
      this.#reading = undefined;
      throw error;
    }));
  }

  /** Takes over what stands in a document now, before its time. */
  settle(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#take(document);
  }

  /** Whether the index holds the text that the editor or the disk has; edits that count in it fit only then. */
  isCurrent(uri: vscode.Uri): boolean {
    const document = openDocument(uri);
    if (document === undefined) return true;
    const file = this.index.file(uri.path);
    return file !== undefined && "text" in file && file.text === document.getText();
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async #readAll(): Promise<void> {
    this.#follow();
    for (const document of vscode.workspace.textDocuments) this.#take(document);
    await this.#readProfiles();
    await this.#read(await findWorkspaceFiles(named, mostNamed));
    await this.#read(await findWorkspaceFiles(profileFiles, mostNamed));
    await this.#read(this.#namedByConfigs());
    const others = await findWorkspaceFiles("**/*.{json,jsonc}", mostOthers);
    await this.#read(others.filter(({ path }) => this.index.file(path) === undefined));
    this.#done = true;
    this.#changed.fire(new Set());
  }

  #follow(): void {
    const watch = (pattern: string): vscode.Disposable => {
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      const read = (uri: vscode.Uri) => {
        if (!isGenerated(uri.path) && openDocument(uri) === undefined)
          this.#later(uri, () => void this.#read([uri]));
      };
      return vscode.Disposable.from(
        watcher,
        watcher.onDidCreate(read),
        watcher.onDidChange(read),
        watcher.onDidDelete((uri) => {
          if (openDocument(uri) === undefined) this.#tell(this.index.remove(uri.path));
        }),
      );
    };
    this.#disposables.push(
      watch("**/*.{json,jsonc}"),
      watch(profileFiles),
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#take(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (!isOurs(document)) return;
        this.#later(document.uri, () => {
          this.#take(document);
        });
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        // What was not saved is gone.
        if (this.index.file(document.uri.path) !== undefined)
          this.#later(document.uri, () => void this.#read([document.uri]));
      }),
      kindChoices.onDidChange(() => {
        for (const document of vscode.workspace.textDocuments) this.#take(document);
      }),
      ...(this.machine === undefined
        ? []
        : [this.machine.store.onDidChange(() => void this.#readProfiles())]),
    );
  }

  #later(uri: vscode.Uri, work: () => void): void {
    const key = uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        work();
      }, debounceMilliseconds),
    );
  }

  #take(document: vscode.TextDocument): void {
    if (!isOurs(document) || document.isClosed || isGenerated(document.uri.path)) return;
    this.#put(document.uri, kindOf(document), document.getText());
  }

  async #read(uris: readonly vscode.Uri[]): Promise<void> {
    for (let start = 0; start < uris.length; start += chunk) {
      const files = await Promise.all(
        uris.slice(start, start + chunk).map(async (uri) => ({ uri, text: await readTextFile(uri) })),
      );
      for (const { uri, text } of files) {
        const document = openDocument(uri);
        if (document !== undefined) this.#take(document);
        else if (text === undefined) this.#tell(this.index.remove(uri.path));
        else this.#put(uri, kindOfFile(uri, text), text);
      }
      // The editor gets its turn.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  async #readProfiles(): Promise<void> {
    if (this.machine === undefined) return;
    for (const file of ["config", "credentials"] as const) {
      const uri = this.machine.store.uri(file);
      const text = await readTextFile(uri);
      if (text === undefined) this.#tell(this.index.remove(uri.path));
      else this.#put(uri, file === "config" ? "awsConfig" : "awsCredentials", text);
    }
  }

  /** A policy may have any name: the role config that names it says what it is. */
  #namedByConfigs(): vscode.Uri[] {
    const found = new Map<string, vscode.Uri>();
    for (const file of this.index.files()) {
      if (file.kind !== "roleConfig") continue;
      for (const { path } of file.parts) {
        if (this.index.file(path) === undefined && /\.jsonc?$/i.test(path)) {
          found.set(path, vscode.Uri.parse(file.uri).with({ path }));
        }
      }
    }
    return [...found.values()];
  }

  #put(uri: vscode.Uri, kind: DocumentKind | undefined, text: string): void {
    this.#tell(
      kind === undefined
        ? this.index.remove(uri.path)
        : this.index.update({ uri: uri.toString(), path: uri.path, kind, text }),
    );
  }

  #tell(changed: ReadonlySet<string>): void {
    if (changed.size > 0 && this.#done) this.#changed.fire(changed);
  }
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === key && !document.isClosed,
  );
}

/** The old side of a comparison, an untitled text: such documents are no files of the workspace. */
function isOurs({ languageId, uri }: vscode.TextDocument): boolean {
  const languages: readonly string[] = ["json", "jsonc", languageIds.awsConfig, languageIds.awsCredentials];
  if (!languages.includes(languageId)) return false;
  return uri.scheme === "file" || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}

/** As `kindOf` says of an open document. */
function kindOfFile(uri: vscode.Uri, text: string): DocumentKind | undefined {
  const chosen = kindChoices.of(uri);
  if (chosen !== undefined) return chosen === "none" ? undefined : chosen;
  return documentKind(uri.path, languageOf(uri), text);
}

function languageOf({ path }: vscode.Uri): string {
  if (path.endsWith("/.aws/config")) return languageIds.awsConfig;
  if (path.endsWith("/.aws/credentials")) return languageIds.awsCredentials;
  return path.endsWith("c") ? "jsonc" : "json";
}
