import { realpath } from "node:fs/promises";
import { homedir, hostname } from "node:os";
import { join, resolve } from "node:path";
import type { Live, SessionVault } from "../../core/livePort.ts";
import * as vscode from "vscode";
import type { ProxyRules } from "../../core/network/proxy.ts";
import type { AwsMachine } from "../awsMachine.ts";

/** The machine the extension host runs on: the user's own, or the remote one. */
export function createMachine(vault: SessionVault): AwsMachine {
  let live: Promise<Live> | undefined;
  const files = () => ({
    config: awsFile(process.env["AWS_CONFIG_FILE"], "config"),
    credentials: awsFile(process.env["AWS_SHARED_CREDENTIALS_FILE"], "credentials"),
  });
  const listeners = new Set<(live: Live) => void>();
  return {
    environment: () => process.env,
    files,
    isUsualPlace: (path) => ["config", "credentials"].some((name) => resolve(path) === usualPlace(name)),
    realPath: (path) => realpath(path).catch(() => undefined),
    readAwsFile: async (file) => (await import("./awsFileWriter.ts")).readAwsFile(files()[file]),
    writeAwsFile: async (file, before, after) =>
      (await import("./awsFileWriter.ts")).writeAwsFile(files()[file], before, after),
    setupDisk: async () => (await import("./setupDisk.ts")).createSetupDisk(),
    setMode: async (path, mode) => (await import("./setupDisk.ts")).setMode(path, mode),
    proxyRules,
    platform: platforms[process.platform] ?? "linux",
    home: homedir(),
    hostName: hostname(),
    live: () =>
      (live ??= import("../../live/live.ts").then(({ createLive }) => {
        const created = createLive(undefined, { vault, network: proxyRules });
        for (const listener of listeners) listener(created);
        return created;
      })),
    sessionId: async (plan) => (await import("./planSessionId.ts")).planSessionId(plan, files()),
    listenForSessions: async (answer) => (await import("./sessionSocket.ts")).openSessionSocket(answer),
    writeLauncher: async (folder, cli) => (await import("./launcher.ts")).writeLauncher(folder, cli),
    onLive: (listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
}

/** As VS Code reads them for its own part in requests of extensions. */
function proxyRules(): ProxyRules {
  const http = vscode.workspace.getConfiguration("http");
  return {
    kind: "editor",
    environment: process.env,
    settings: {
      support: http.get("proxySupport", "override"),
      proxy: http.get("proxy", ""),
      noProxy: http.get<readonly string[]>("noProxy", []),
    },
  };
}

const platforms: Readonly<Record<string, AwsMachine["platform"]>> = { darwin: "osx", win32: "windows" };

function usualPlace(name: string): string {
  return join(homedir(), ".aws", name);
}

function awsFile(fromEnvironment: string | undefined, name: string): string {
  if (fromEnvironment === undefined || fromEnvironment === "") return usualPlace(name);
  // The CLI and the SDKs expand a leading tilde themselves, since no shell did.
  return resolve(fromEnvironment.replace(/^~(?=$|[\\/])/, homedir()));
}
