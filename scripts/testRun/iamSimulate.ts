import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "../process/lock.ts";
import { run } from "../process/run.ts";
import { cacheFolder } from "../repository.ts";
import { npmCommand } from "../process/npm.ts";

const version = "0.1.173";

/**
 * Installs iam-simulate below .vscode-test/, once: it judges our decisions and is no part of the product, nor of what
 * `npm ci` installs. Answers the folder.
 */
export async function installIamSimulate(): Promise<string> {
  const folder = join(cacheFolder, `iam-simulate-${version}`);
  return withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return folder;
    mkdirSync(cacheFolder, { recursive: true });
    const half = mkdtempSync(join(cacheFolder, "installing-"));
    try {
      const dependencies = { "@cloud-copilot/iam-simulate": version };
      writeFileSync(join(half, "package.json"), JSON.stringify({ private: true, dependencies }));
      const [command, first] = npmCommand();
      const args = [...first, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
      const finished = await run(command, args, { cwd: half });
      if (finished.code !== 0) throw new Error(finished.output);
      renameSync(half, folder);
    } finally {
      rmSync(half, { recursive: true, force: true });
    }
    return folder;
  });
}
