import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { downloadAndUnzipVSCode, SilentReporter } from "@vscode/test-electron";
import { cacheFolder, root } from "../repository.ts";
import { run } from "../process/run.ts";

/** Opened, or why not, in words. */
export type Opened =
  { readonly kind: "opened"; readonly what: string } | { readonly kind: "not"; readonly why: string };

/** The release to download: the one the server of serverInstall.ts is. */
const version = "1.139.1";

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
  const { DISPLAY: display, WAYLAND_DISPLAY: wayland } = process.env;
  if (process.platform === "linux" && display === undefined && wayland === undefined)
    return { kind: "not", why: "there is no display for a window" };
  let executable: string;
  try {
    executable = await downloadAndUnzipVSCode({
      version,
      cachePath: cacheFolder,
      timeout: 15_000,
      reporter: new SilentReporter(),
    });
  } catch (error) {
    return { kind: "not", why: `VS Code could not be downloaded: ${firstLine(String(error))}` };
  }
  const args = [
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${join(cacheFolder, "desktop-user-data")}`,
    `--extensions-dir=${join(cacheFolder, "desktop-extensions")}`,
    // Chromium refuses to run with its sandbox as root.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    folder,
  ];
  spawn(executable, args, { detached: true, stdio: "ignore" }).unref();
  return { kind: "opened", what: `VS Code ${version}, downloaded into .vscode-test/` };
}

function findCode(): string {
  const inMac = "/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code";
  return process.platform === "darwin" && existsSync(inMac) ? inMac : "code";
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
