import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "../process/lock.ts";
import { runOrThrow } from "../process/run.ts";
import { cacheFolder } from "../repository.ts";

/**
 * Makes a Python environment with one version of one package below .vscode-test/, once. Answers the path of its
 * python. Needs Python 3 with venv and pip.
 */
export async function makePythonEnvironment(name: string, version: string): Promise<string> {
  const folder = join(cacheFolder, `${name}-${version}`);
  const python = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const stamp = join(folder, "installed");
  return withLock(`${folder}.lock`, async () => {
    if (existsSync(stamp)) return python;
    rmSync(folder, { recursive: true, force: true });
    await runOrThrow(process.platform === "win32" ? "python" : "python3", ["-m", "venv", folder]);
    await runOrThrow(python, [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      `${name}==${version}`,
    ]);
    // The programs of an environment carry its path, so it is made in its place, and stamped when it is whole.
    writeFileSync(stamp, "");
    return python;
  });
}
