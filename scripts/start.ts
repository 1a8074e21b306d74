import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { removeFolderAtExit } from "./process/atExit.ts";
import { runOrThrow } from "./process/run.ts";
import { root } from "./repository.ts";
import { launchBrowser } from "./vscode/browser.ts";
import { openDownloaded, openInstalled } from "./vscode/desktop.ts";
import { makeFixtureHome } from "./vscode/fixtureHome.ts";
import { openOurView } from "./vscode/ourView.ts";
import { startServer } from "./vscode/server.ts";
import { installServer, type ServerInstall } from "./vscode/serverInstall.ts";
import { stageInstalledExtension } from "./vscode/stageExtension.ts";
import { workbenchUrl } from "./vscode/workbenchUrl.ts";

/**
 * `npm start`: opens VS Code on examples/ with the extension loaded. An installed `code` comes first, then a VS Code
 * that can be downloaded, then the VS Code server from npm, whose address is printed.
 * `-- --server` goes straight to the server; `-- --print-only` looks at it without a window and stops it again.
 */
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { server: { type: "boolean" }, "print-only": { type: "boolean" } },
  });
  await runOrThrow(process.execPath, ["--import", "tsx", join(root, "scripts/build.ts")], { cwd: root });
  console.log("Built the extension into dist/.");
  const examples = join(root, "examples");
  if (values["print-only"] === true) {
    await lookAtServer();
    return;
  }
  if (values.server !== true) {
    for (const open of [openInstalled, openDownloaded]) {
      const opened = await open(examples);
      if (opened.kind === "opened") {
        console.log(`Opened examples/ with the extension in ${opened.what}.`);
        return;
      }
      console.log(`Not on the desktop: ${opened.why}.`);
    }
  }
  const install = await installServer(console.log);
  const { url } = await serve(install, examples, process.env, true);
  console.log("Started the VS Code server with the extension installed. Open in a browser:");
  console.log(`  ${url}`);
  console.log("It stops with Ctrl+C.");
}

/** Starts the server, sees that the workbench loads with our view in it, and stops everything. */
async function lookAtServer(): Promise<void> {
  const install = await installServer(console.log);
  const { workspace, env } = makeFixtureHome();
  const { url, stop } = await serve(install, workspace, env, false);
  const browser = await launchBrowser(install);
  try {
    console.log(`The VS Code server answers at ${url}`);
    const page = await browser.newPage();
    await page.goto(url);
    const rows = await openOurView(page);
    console.log(`The workbench loads, and our view shows: ${rows.join("; ")}`);
  } finally {
    await browser.close();
    await stop();
  }
}

async function serve(
  install: ServerInstall,
  folder: string,
  env: NodeJS.ProcessEnv,
  workspaceTrust: boolean,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const extensionsFolder = mkdtempSync(join(tmpdir(), "extensions-"));
  removeFolderAtExit(extensionsFolder);
  stageInstalledExtension(extensionsFolder);
  const server = await startServer(install, { env, extensionsFolder, workspaceTrust });
  return { url: workbenchUrl({ server: server.url, folder }), stop: () => server.stop() };
}
