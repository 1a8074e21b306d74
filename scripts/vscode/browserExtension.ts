import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../repository.ts";

/**
 * Lays out the extension as an editor without a machine sees it: the same files without the `main` entry. With it, an
 * editor that has a server always runs the extension there, whatever the browser entry is. Answers the folder.
 */
export function stageBrowserExtension(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, unknown>;
  const rest = Object.entries(manifest).filter(([key]) => key !== "main" && key !== "extensionKind");
  writeFileSync(join(folder, "package.json"), JSON.stringify(Object.fromEntries(rest)));
  for (const entry of readdirSync(root))
    if (!/^(package\.json|node_modules|\..*|out)$/.test(entry))
      symlinkSync(join(root, entry), join(folder, entry));
  return folder;
}
