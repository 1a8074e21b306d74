import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { extensionId, readManifest, root } from "../repository.ts";

/**
 * Lays out the extension as an editor without a machine sees it: the same files without the `main` entry. With it, an
 * editor that has a server always runs the extension there, whatever the browser entry is. Answers the folder.
 */
export function stageBrowserExtension(folder: string): string {
  return stage(folder, ["main", "extensionKind"]);
}

/**
 * Puts the checkout into a folder of installed extensions, as if it had been packaged and installed. (An extension
 * that is loaded for development needs VS Code's smoke test driver, and that hides notifications.)
 */
export function stageInstalledExtension(extensionsFolder: string): void {
  stage(join(extensionsFolder, `${extensionId()}-${readManifest().version}`), []);
}

/** Lays out what `vsce package` needs, `.vscodeignore` included. Answers the folder. */
export function stageForPackaging(folder: string): string {
  stage(folder, []);
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  cpSync(join(root, ".vscodeignore"), join(folder, ".vscodeignore"));
  return folder;
}

/** What is no part of a packaged extension and would only make the copy slow. */
const leftOut = /^(package\.json|node_modules|out|src|test|scripts|examples|docs|\..*)$/;

function stage(folder: string, without: readonly string[]): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, unknown>;
  const rest = Object.entries(manifest).filter(([key]) => !without.includes(key));
  writeFileSync(join(folder, "package.json"), JSON.stringify(Object.fromEntries(rest)));
  // A copy, not links: VS Code tells by the real path of a file which extension calls its API.
  for (const entry of readdirSync(root))
    if (!leftOut.test(entry)) cpSync(join(root, entry), join(folder, entry), { recursive: true });
  return folder;
}
