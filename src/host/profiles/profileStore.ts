import * as vscode from "vscode";
import type { AwsFile } from "../../core/awsFiles/model.ts";
import { parseAwsFile } from "../../core/awsFiles/parse.ts";
import { loadProfiles } from "../../core/profiles/load.ts";
import type { Profiles } from "../../core/profiles/model.ts";
import type { AwsMachine } from "../awsMachine.ts";

const debounceMilliseconds = 80;

/**
 * The profiles of the machine, read on first use and again when a file changes, appears, disappears or is replaced.
 * A file that cannot be read is as good as absent, except that the reason is kept.
 */
export class ProfileStore implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables: { dispose(): void }[] = [this.#changed];
  #profiles: Promise<Profiles> | undefined;
  #watching = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #seen = "";

  constructor(readonly machine: AwsMachine) {}

  /** The profiles as the files were at the last change. */
  load(): Promise<Profiles> {
    this.#watch();
    return (this.#profiles ??= this.#read());
  }

  /** Reads the files anew and tells the listeners, whether or not anything changed. */
  refresh(): void {
    this.#profiles = undefined;
    this.#seen = "";
    this.#changed.fire();
  }

  uri(file: "config" | "credentials"): vscode.Uri {
    return vscode.Uri.file(this.machine.files()[file]);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async #read(): Promise<Profiles> {
    const [config, credentials] = await Promise.all([this.#parse("config"), this.#parse("credentials")]);
    this.#seen = await this.#fingerprint();
    return loadProfiles({
      ...(config === undefined ? {} : { config }),
      ...(credentials === undefined ? {} : { credentials }),
    });
  }

  async #parse(kind: "config" | "credentials"): Promise<AwsFile | undefined> {
    const bytes = await readIfThere(this.uri(kind));
    // The decoder drops a byte order mark, as the editor does, so that spans fit the document.
    return bytes === undefined ? undefined : parseAwsFile(kind, new TextDecoder("utf-8").decode(bytes));
  }

  /**
   * One watcher a folder, not recursive. A folder that does not exist yet is seen to appear by a watcher on its
   * parent; a file behind a symbolic link changes without an event in the folder, so focus checks once more.
   */
  #watch(): void {
    if (this.#watching) return;
    this.#watching = true;
    const files = [this.uri("config"), this.uri("credentials")];
    for (const folder of new Map(files.map((file) => [parent(file).toString(), parent(file)])).values()) {
      const inFolder = files.filter((file) => parent(file).toString() === folder.toString()).map(baseName);
      this.#watchNames(folder, inFolder);
      this.#watchNames(parent(folder), [baseName(folder)]);
    }
    this.#disposables.push(
      vscode.window.onDidChangeWindowState((state) => {
        if (state.focused) void this.#refreshIfChanged();
      }),
    );
  }

  #watchNames(folder: vscode.Uri, names: readonly string[]): void {
    const pattern = new vscode.RelativePattern(folder, "*");
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const seen = (uri: vscode.Uri) => {
      if (!names.includes(baseName(uri))) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.refresh();
      }, debounceMilliseconds);
    };
    this.#disposables.push(
      watcher,
      watcher.onDidCreate(seen),
      watcher.onDidChange(seen),
      watcher.onDidDelete(seen),
    );
  }

  async #refreshIfChanged(): Promise<void> {
    if (this.#profiles !== undefined && (await this.#fingerprint()) !== this.#seen) this.refresh();
  }

  async #fingerprint(): Promise<string> {
    const stats = await Promise.all(
      [this.uri("config"), this.uri("credentials")].map((uri) =>
        vscode.workspace.fs.stat(uri).then(
          (stat) => `${stat.mtime}/${stat.size}`,
          () => "absent",
        ),
      ),
    );
    return stats.join(" ");
  }
}

async function readIfThere(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}

function parent(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, "..");
}

function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}
