import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, root } from "../repository.ts";
import { run } from "../process/run.ts";
import { downloadedVsCode, sandboxArguments, vscodeVersion } from "./downloaded.ts";

/** Opened, or why not, in words. */
export type Opened =
  { readonly kind: "opened"; readonly what: string } | { readonly kind: "not"; readonly why: string };

/** Opens a folder with the extension loaded from the checkout, in the VS Code that is installed as `code`. */
export async function openInstalled(folder: string): Promise<Opened> {
  if (process.env["VSCODE_IPC_HOOK_CLI"] !== undefined)
    return { kind: "not", why: "the `code` of a remote terminal cannot load an extension from a folder" };
  const command = findCode();
  const finished = await run(command, [`--extensionDevelopmentPath=${root}`, folder], {
    timeoutMs: 30_000,
    shell: process.platform === "win32",
  });
  if (finished.code === 0) return { kind: "opened", what: `the installed VS Code (${command})` };
  const missing = finished.code === 127;
  return {
    kind: "not",
    why: missing
      ? "no `code` command is installed"
      : `\`code\` ended with ${finished.code}: ${firstLine(finished.output)}`,
  };
}

/** The same in a VS Code that is downloaded once into .vscode-test/. */
export async function openDownloaded(folder: string): Promise<Opened> {
  const downloaded = await downloadedVsCode();
  if (downloaded.kind === "not") return downloaded;
  const args = [
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${join(cacheFolder, "desktop-user-data")}`,
    `--extensions-dir=${join(cacheFolder, "desktop-extensions")}`,
    ...sandboxArguments(),
    folder,
  ];
  spawn(downloaded.executable, args, { detached: true, stdio: "ignore" }).unref();
  return { kind: "opened", what: `VS Code ${vscodeVersion}, downloaded into .vscode-test/` };
}

function findCode(): string {
  const inMac = "/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code";
  return process.platform === "darwin" && existsSync(inMac) ? inMac : "code";
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
