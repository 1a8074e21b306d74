import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeFolderAtExit } from "../process/atExit.ts";
import { run } from "../process/run.ts";
import { sandboxArguments } from "./downloaded.ts";
import type { HostRun, HostRunOptions } from "./hostTests.ts";

/** Runs a module in the extension host of a VS Code with windows, with data of its own: the desktop entry only. */
export async function runInElectron(
  executable: string,
  options: Omit<HostRunOptions, "kind">,
): Promise<HostRun> {
  // Short: the path of a socket in it may have no more than 103 characters on macOS.
  const data = mkdtempSync(join(tmpdir(), "vs-"));
  removeFolderAtExit(data);
  const finished = await run(
    executable,
    [
      options.folder,
      `--extensionDevelopmentPath=${options.extensionFolder}`,
      `--extensionTestsPath=${options.tests}`,
      `--user-data-dir=${join(data, "data")}`,
      `--extensions-dir=${join(data, "extensions")}`,
      ...["--disable-workspace-trust", "--disable-updates", "--skip-welcome", "--skip-release-notes"],
      ...sandboxArguments(),
    ],
    { env: options.env, timeoutMs: options.timeoutMs },
  );
  const lines = finished.output.split(/\r?\n/);
  for (const line of lines) options.onLine?.(line);
  return { code: finished.code, lines };
}
