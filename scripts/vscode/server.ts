import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeFolderAtExit } from "../process/atExit.ts";
import { startDaemon, waitUntilUp } from "../process/daemon.ts";
import { freePort } from "../process/freePort.ts";
import { onceMore } from "../process/onceMore.ts";
import { runOrThrow } from "../process/run.ts";
import type { ServerInstall } from "./serverInstall.ts";

export interface ServerOptions {
  /** The environment of the server, and so of the extension host and of terminals: all of it. */
  readonly env: NodeJS.ProcessEnv;
  /** Settings of the machine the server is on; they stand above the defaults and below the workspace. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings of the user; code-server keeps them on its disk. */
  readonly userSettings?: Readonly<Record<string, unknown>>;
  /** Ask whether the opened folder is trusted, as the desktop does; without, every folder is trusted. */
  readonly workspaceTrust?: boolean;
  /** Where installed extensions are; an empty folder where left out. */
  readonly extensionsFolder?: string;
  /** Let the page load an extension from its source folder (see workbenchUrl). Hides every notification. */
  readonly development?: boolean;
}

export interface VsCodeServer {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** All that the server and its extension hosts keep: logs, storage, settings. */
  readonly dataFolder: string;
  /** What it wrote lately. */
  output(): string;
  stop(): Promise<void>;
}

/** Settings without which a fresh VS Code covers what a test or a picture looks at. */
const quiet = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "chat.disableAIFeatures": true,
  "extensions.ignoreRecommendations": true,
  "window.commandCenter": false,
};

/** Starts VS Code's server on a free loopback port with data of its own, and waits until it answers. About a second. */
export function startServer(install: ServerInstall, options: ServerOptions): Promise<VsCodeServer> {
  return onceMore("The VS Code server", console.log, () => startOnce(install, options));
}

async function startOnce(install: ServerInstall, options: ServerOptions): Promise<VsCodeServer> {
  const data = mkdtempSync(join(tmpdir(), "vscode-server-"));
  removeFolderAtExit(data);
  mkdirSync(join(data, "data/Machine"), { recursive: true });
  writeFileSync(join(data, "data/Machine/settings.json"), JSON.stringify({ ...quiet, ...options.settings }));
  mkdirSync(join(data, "data/User"));
  writeFileSync(join(data, "data/User/settings.json"), JSON.stringify(options.userSettings ?? {}));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = [
    install.serverMain,
    ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token"],
    ...["--accept-server-license-terms", "--telemetry-level", "off"],
    // The smoke test driver is what makes the page take a payload.
    ...(options.development === true ? ["--enable-smoke-test-driver"] : []),
    ...(options.workspaceTrust === true ? [] : ["--disable-workspace-trust"]),
    ...["--server-data-dir", data, "--extensions-dir", options.extensionsFolder ?? join(data, "extensions")],
  ];
  const daemon = startDaemon("The VS Code server", install.node, args, { env: options.env });
  const stop = async (): Promise<void> => {
    await daemon.stop(5000);
    rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  };
  try {
    await waitUntilUp(daemon, () => answers(url), 120_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, dataFolder: data, output: () => daemon.output(), stop };
}

/** Installs a packaged extension as a user would, into a folder that `startServer` can be given. */
export async function installVsix(
  install: ServerInstall,
  vsix: string,
  extensionsFolder: string,
): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "vscode-server-"));
  const folders = ["--server-data-dir", data, "--extensions-dir", extensionsFolder];
  try {
    await runOrThrow(install.node, [install.serverMain, "--install-extension", vsix, ...folders]);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
