import type { DiskEntry, SetupDisk } from "./model.ts";

/** The parts of Node's own modules that are needed; the rooms that may import them hand them in. */
export interface NodeParts {
  readonly fs: {
    statSync(path: string): { isFile(): boolean; isDirectory(): boolean; mode: number; uid: number };
    accessSync(path: string, mode: number): void;
    readFileSync(path: string, encoding: "utf8"): string;
    readdirSync(path: string): string[];
    readonly constants: { readonly R_OK: number };
  };
  readonly createHash: (algorithm: "sha1") => { update(text: string): { digest(encoding: "hex"): string } };
  /** Undefined on Windows. */
  readonly userId: number | undefined;
}

/** The disk of this machine, as the check of a set-up sees it. */
export function nodeDisk({ fs, createHash, userId }: NodeParts): SetupDisk {
  return {
    stat: (path) =>
      attempt((): DiskEntry => {
        const stats = fs.statSync(path);
        return {
          kind: stats.isFile() ? "file" : stats.isDirectory() ? "folder" : "other",
          readable: attempt(() => (fs.accessSync(path, fs.constants.R_OK), true)) ?? false,
          ...(userId === undefined ? {} : { mode: stats.mode & 0o7777, own: stats.uid === userId }),
        };
      }),
    list: (path) => attempt(() => fs.readdirSync(path).sort()),
    readText: (path) => attempt(() => fs.readFileSync(path, "utf8")),
    sha1: (text) => createHash("sha1").update(text).digest("hex"),
  };
}

/** The answer, or undefined where the disk gave none. */
function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
