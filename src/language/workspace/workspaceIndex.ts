import { configKeys, policyKeys, profilesKeys } from "./fileKeys.ts";
import {
  readIndexedFile,
  type ConfigFile,
  type IndexedFile,
  type PolicyFile,
  type WorkspaceFile,
} from "./indexedFile.ts";
import { readingsInConfig, readingsOfPolicy } from "./reading.ts";
import { workspaceKey } from "./workspaceKey.ts";

/**
 * The policies, role configs and profiles of a workspace, found by what they name. Plain data in, plain data out: the
 * host feeds it with files. A changed file costs what that file is worth, and for a role config also the policies that
 * it names, since it fills their placeholders.
 */
export class WorkspaceIndex {
  readonly #files = new Map<string, { readonly file: IndexedFile; readonly keys: ReadonlySet<string> }>();
  /** Paths in their order. */
  readonly #byKey = new Map<string, string[]>();

  get size(): number {
    return this.#files.size;
  }

  /** The files in the order in which they came. */
  *files(): Iterable<IndexedFile> {
    for (const { file } of this.#files.values()) yield file;
  }

  file(path: string): IndexedFile | undefined {
    return this.#files.get(path)?.file;
  }

  policyAt(path: string): PolicyFile | undefined {
    const file = this.file(path);
    return file === undefined || !("policy" in file) ? undefined : file;
  }

  /** Every file under the key, in the order of their paths. */
  filesWith(key: string): readonly IndexedFile[] {
    return (this.#byKey.get(key) ?? []).flatMap((path) => this.file(path) ?? []);
  }

  configsWith(key: string): readonly ConfigFile[] {
    return this.filesWith(key).filter((file) => file.kind === "roleConfig");
  }

  /**
   * Adds a file or replaces what was read of it. The answer holds the keys under which something changed: what was
   * found out by one of them may no longer hold. Empty where the text is the one that is known.
   */
  update(file: WorkspaceFile): ReadonlySet<string> {
    const known = this.#files.get(file.path);
    if (known?.file.kind === file.kind && "text" in known.file && known.file.text === file.text)
      return new Set();
    const changed = new Set<string>();
    const before = known?.file;
    const read = readIndexedFile(file);
    this.#put(read, this.#keysOf(read), changed);
    this.#refill(before, changed);
    this.#refill(read, changed);
    return changed;
  }

  remove(path: string): ReadonlySet<string> {
    const known = this.#files.get(path);
    const changed = new Set<string>();
    if (known === undefined) return changed;
    this.#files.delete(path);
    for (const key of known.keys) this.#take(key, path, changed);
    this.#refill(known.file, changed);
    return changed;
  }

  /** A role config fills the policies that it names: their names change with it. */
  #refill(file: IndexedFile | undefined, changed: Set<string>): void {
    if (file?.kind !== "roleConfig") return;
    for (const path of new Set(file.parts.map((part) => part.path))) {
      const policy = this.policyAt(path);
      if (policy !== undefined) this.#put(policy, this.#keysOf(policy), changed);
    }
  }

  #keysOf(file: IndexedFile): ReadonlySet<string> {
    switch (file.kind) {
      case "roleConfig":
        return configKeys(file, readingsInConfig(file));
      case "awsConfig":
      case "awsCredentials":
        return profilesKeys(file);
      default:
        return policyKeys(file, readingsOfPolicy(file, this.configsWith(workspaceKey.uses(file.path))));
    }
  }

  #put(file: IndexedFile, keys: ReadonlySet<string>, changed: Set<string>): void {
    const before = this.#files.get(file.path)?.keys ?? new Set<string>();
    this.#files.set(file.path, { file, keys });
    for (const key of before) if (!keys.has(key)) this.#take(key, file.path, changed);
    for (const key of keys) {
      const paths = this.#byKey.get(key);
      if (paths === undefined) this.#byKey.set(key, [file.path]);
      else if (!before.has(key)) paths.splice(placeIn(paths, file.path), 0, file.path);
      changed.add(key);
    }
  }

  #take(key: string, path: string, changed: Set<string>): void {
    const paths = this.#byKey.get(key);
    paths?.splice(placeIn(paths, path), 1);
    if (paths?.length === 0) this.#byKey.delete(key);
    changed.add(key);
  }
}

/** Where a path stands in an ordered list, or would. */
function placeIn(paths: readonly string[], path: string): number {
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((paths[middle] ?? "") < path) low = middle + 1;
    else high = middle;
  }
  return low;
}
