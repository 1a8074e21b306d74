import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const scripts = dirname(fileURLToPath(import.meta.url));

/**
 * Runs a TypeScript script of this folder with the arguments of this process, and ends as it ends. A signal goes on to
 * the script, which has servers to stop.
 */
export function runScript(name) {
  const args = ["--import", "tsx", join(scripts, name), ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { stdio: "inherit", cwd: dirname(scripts) });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 1));
}
