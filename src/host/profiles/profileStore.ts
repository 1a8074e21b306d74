import * as vscode from "vscode";
import type { Profiles } from "../../core/profiles/model.ts";
import type { AwsMachine } from "../awsMachine.ts";

const debounceMilliseconds = 80;

/**
 * When to look again after a folder came or went: VS Code takes up watching a folder that is there again only after
 * some seconds, and tells nothing of what was written into it meanwhile.
 */
const lookAgainMilliseconds = [1_000, 3_000, 7_000, 15_000];

/**
 * The profiles of the machine, read on first use and again when a file changes, appears, disappears or is replaced.
 * What parses them is loaded with the first reading.
 */
export class ProfileStore implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables: { dispose(): void }[] = [this.#changed];
  #profiles: Promise<Profiles> | undefined;
  #watching = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #later: readonly ReturnType<typeof setTimeout>[] = [];
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
    for (const timer of [this.#timer, ...this.#later]) clearTimeout(timer);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async #read(): Promise<Profiles> {
    const { readProfiles } = await import("./readProfiles.ts");
    // Before the reading: a change during it is then seen as one.
    this.#seen = await this.#fingerprint();
    return readProfiles(this.uri("config"), this.uri("credentials"));
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
      this.#watchNames(folder, inFolder, false);
      this.#watchNames(parent(folder), [baseName(folder)], true);
    }
    this.#disposables.push(
      vscode.window.onDidChangeWindowState((state) => {
        if (state.focused) void this.#refreshIfChanged();
      }),
    );
  }

  #watchNames(folder: vscode.Uri, names: readonly string[], areFolders: boolean): void {
    const pattern = new vscode.RelativePattern(folder, "*");
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const seen = (uri: vscode.Uri) => {
      if (!names.includes(baseName(uri))) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.refresh();
      }, debounceMilliseconds);
      if (areFolders) this.#lookAgain();
    };
    this.#disposables.push(
      watcher,
      watcher.onDidCreate(seen),
      watcher.onDidChange(seen),
      watcher.onDidDelete(seen),
    );
  }

  #lookAgain(): void {
    for (const timer of this.#later) clearTimeout(timer);
    this.#later = lookAgainMilliseconds.map((milliseconds) =>
      setTimeout(() => void this.#refreshIfChanged(), milliseconds),
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

function parent(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, "..");
}

function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}
