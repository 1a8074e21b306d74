import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../../../scripts/repository.ts";

/** The folder that holds the files, as an address for the workbench. */
export const memoryFolder = "memoryfiles:/work";

/**
 * Puts an extension with a virtual file system into a folder of installed extensions. `files` are texts by their path
 * below `memoryFolder`. It runs where the extension under test does: in the server's host, or in the page.
 */
export async function stageMemoryFiles(
  extensionsFolder: string,
  kind: "desktop" | "browser",
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const folder = join(extensionsFolder, "tests.memory-files-1.0.0");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({
      name: "memory-files",
      publisher: "tests",
      version: "1.0.0",
      engines: { vscode: "^1.96.0" },
      [kind === "desktop" ? "main" : "browser"]: "./extension.js",
      activationEvents: ["onFileSystem:memoryfiles"],
      capabilities: { virtualWorkspaces: true, untrustedWorkspaces: { supported: true } },
    }),
  );
  await build({
    absWorkingDir: root,
    entryPoints: ["test/extensions/memoryFiles/extension.ts"],
    outfile: join(folder, "extension.js"),
    bundle: true,
    format: "cjs",
    platform: kind === "desktop" ? "node" : "browser",
    target: "es2022",
    external: ["vscode"],
    define: {
      FILES: JSON.stringify(
        Object.fromEntries(Object.entries(files).map(([path, text]) => [`work/${path}`, text])),
      ),
    },
    logLevel: "warning",
  });
}
