import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { documentKindByName } from "../core/policy/kindByName.ts";

/** Folders that hold what others wrote or what a tool made. */
const skipped: ReadonlySet<string> = new Set(["node_modules", "cdk.out", "dist", "out", "build", "coverage"]);

export interface FoundConfigs {
  /** Absolute paths, sorted within each folder, without doubles. */
  readonly paths: readonly string[];
  /** Names that lead nowhere, and files that are no role configs. */
  readonly missing: readonly string[];
  readonly others: readonly string[];
}

/**
 * The role configs among the named files and folders; with no name, those below the current folder. A shell's `**` names
 * policies and folders too: files that are no role configs are told apart, not refused.
 */
export function findRoleConfigs(folder: string, names: readonly string[]): FoundConfigs {
  const paths = new Set<string>();
  const missing: string[] = [];
  const others: string[] = [];
  for (const name of names.length === 0 ? ["."] : names) {
    const path = resolve(folder, name);
    const kind = kindOfPath(path);
    if (kind === undefined) missing.push(name);
    else if (kind === "folder") for (const found of below(path)) paths.add(found);
    else if (documentKindByName(path) === "roleConfig") paths.add(path);
    else others.push(name);
  }
  return { paths: [...paths], missing, others };
}

function kindOfPath(path: string): "file" | "folder" | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? undefined : found.isDirectory() ? "folder" : "file";
}

function below(folder: string): string[] {
  const paths: string[] = [];
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith(".") && !skipped.has(entry.name)) paths.push(...below(path));
    } else if (documentKindByName(entry.name) === "roleConfig") paths.push(path);
  }
  return paths;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    // A folder that may not be read holds nothing for us.
    return [];
  }
}
