import type * as vscode from "vscode";

/** Variables that one feature puts into new terminals; none takes those away that it put there before. */
export interface TerminalEntry {
  readonly variables: Readonly<Record<string, string>>;
  /** What stands at the end of PATH: a separator and a folder. */
  readonly path?: string;
  /** For the terminal's hover, while there are variables. */
  readonly description: string;
}

/** Our variables in new terminals of this window. Nothing is touched while there is none. */
export class TerminalVariables {
  readonly #entries = new Map<string, TerminalEntry>();
  #collection: vscode.GlobalEnvironmentVariableCollection | undefined;

  constructor(private readonly context: Pick<vscode.ExtensionContext, "environmentVariableCollection">) {}

  set(feature: string, entry: TerminalEntry): void {
    const before = this.#entries.get(feature);
    const names = Object.keys(entry.variables);
    if (names.length > 0) this.#entries.set(feature, entry);
    else if (!this.#entries.delete(feature)) return;
    const collection = (this.#collection ??= this.#own());
    collection.description = [...this.#entries.values()].map(({ description }) => description).join("; ");
    for (const [name, value] of Object.entries(entry.variables))
      if (collection.get(name)?.value !== value) collection.replace(name, value);
    for (const name of Object.keys(before?.variables ?? {}))
      if (!names.includes(name)) collection.delete(name);
    if (entry.path === before?.path) return;
    if (entry.path === undefined) collection.delete("PATH");
    else collection.append("PATH", entry.path);
  }

  #own(): vscode.GlobalEnvironmentVariableCollection {
    const collection = this.context.environmentVariableCollection;
    // Set again at each start, so that a setting switched off while the extension was away leaves nothing behind.
    collection.persistent = false;
    return collection;
  }
}
