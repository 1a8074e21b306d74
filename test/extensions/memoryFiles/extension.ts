import * as vscode from "vscode";

/** Put in by stage.ts: texts by their path below the root. */
declare const FILES: Readonly<Record<string, string>>;

interface Entry {
  readonly type: vscode.FileType;
  bytes: Uint8Array;
  mtime: number;
}

/** A folder that is in memory only, as a virtual workspace has it: no disk, no search. */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #entries = new Map<string, Entry>();

  constructor() {
    for (const [path, text] of Object.entries(FILES)) {
      const parts = path.split("/");
      for (let depth = 0; depth < parts.length; depth++) {
        const isFile = depth === parts.length - 1;
        this.#entries.set(`/${parts.slice(0, depth + 1).join("/")}`, {
          type: isFile ? vscode.FileType.File : vscode.FileType.Directory,
          bytes: isFile ? new TextEncoder().encode(text) : new Uint8Array(),
          mtime: 0,
        });
      }
    }
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { type, bytes, mtime } = this.#entry(uri);
    return { type, ctime: 0, mtime, size: bytes.length };
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    this.#entry(uri);
    const start = uri.path.endsWith("/") ? uri.path : `${uri.path}/`;
    return [...this.#entries].flatMap(([path, { type }]): [string, vscode.FileType][] => {
      const name = path.startsWith(start) ? path.slice(start.length) : "";
      return name === "" || name.includes("/") ? [] : [[name, type]];
    });
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.#entry(uri).bytes;
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    const entry = this.#entries.get(uri.path);
    if (entry === undefined)
      this.#entries.set(uri.path, { type: vscode.FileType.File, bytes, mtime: Date.now() });
    else Object.assign(entry, { bytes, mtime: Date.now() });
    this.#changed.fire([
      { type: entry === undefined ? vscode.FileChangeType.Created : vscode.FileChangeType.Changed, uri },
    ]);
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  #entry(uri: vscode.Uri): Entry {
    if (uri.path === "/" || uri.path === "")
      return { type: vscode.FileType.Directory, bytes: new Uint8Array(), mtime: 0 };
    const entry = this.#entries.get(uri.path);
    if (entry === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return entry;
  }
}

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider("memoryfiles", new MemoryFiles(), { isCaseSensitive: true }),
  );
}
