import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { outFolder, root } from "../../scripts/repository.ts";
import { stageBrowserExtension } from "../../scripts/vscode/stageExtension.ts";
import { installServer } from "../../scripts/vscode/serverInstall.ts";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { downloadedVsCode, vscodeVersion } from "../../scripts/vscode/downloaded.ts";
import { runInElectron } from "../../scripts/vscode/electronTests.ts";
import { runInHost, type HostRun, type HostRunOptions } from "../../scripts/vscode/hostTests.ts";
import { bundleHostTests, type HostKind } from "./bundle.ts";
import { linePrefix, readResults } from "./harness/results.ts";

/**
 * Runs the host tests in a real VS Code: `npm run test:host [desktop|browser]`, both without a name.
 * `--results FILE` writes the results of all as JSON.
 */
const { values, positionals } = parseArgs({
  options: { results: { type: "string" } },
  allowPositionals: true,
});

void main();

async function main(): Promise<void> {
  const kinds: HostKind[] = (["desktop", "browser"] as const).filter(
    (kind) => positionals.length === 0 || positionals.includes(kind),
  );
  const passed: string[] = [];
  const failed: { title: string; message: string }[] = [];
  for (const kind of kinds) {
    console.log(`${kind} entry`);
    const home = makeFixtureHome();
    const extensionFolder =
      kind === "desktop" ? root : stageBrowserExtension(join(outFolder, "test/browser-extension"));
    const { code, lines } = await runTests({
      extensionFolder,
      kind,
      tests: await bundleHostTests(kind, extensionFolder),
      folder: home.workspace,
      env: home.env,
      timeoutMs: 600_000,
      onLine: (line) => {
        if (line.startsWith(linePrefix)) console.log(line.slice(linePrefix.length));
      },
    });
    const results = readResults(lines);
    passed.push(...(results?.passed ?? []));
    failed.push(...(results?.failed ?? []));
    if (results === undefined || (code !== 0 && results.failed.length === 0)) {
      const message = `The run ended with ${code} and said:\n${lines.join("\n")}`;
      console.log(message);
      failed.push({ title: `${kind} entry`, message });
    }
  }
  console.log(`${passed.length} passed, ${failed.length} failed`);
  if (values.results !== undefined) {
    mkdirSync(dirname(values.results), { recursive: true });
    writeFileSync(values.results, JSON.stringify({ passed, failed }));
  }
  if (failed.length > 0 || passed.length === 0) process.exitCode = 1;
}

/**
 * In a VS Code with windows where one can be downloaded and shown, which is what desktop users have; else, and for the
 * browser entry, in the VS Code server. Says which it is.
 */
async function runTests(options: HostRunOptions): Promise<HostRun> {
  if (options.kind === "desktop") {
    const downloaded = await downloadedVsCode();
    if (downloaded.kind === "ready") {
      console.log(`in VS Code ${vscodeVersion}, downloaded into .vscode-test/`);
      const ran = await runInElectron(downloaded.executable, options);
      if (readResults(ran.lines) !== undefined) return ran;
      console.log(`It ended with ${ran.code} and told no results:\n${ran.lines.slice(-20).join("\n")}`);
    } else console.log(`not in a VS Code with windows: ${downloaded.why}`);
  }
  console.log("in the VS Code server from npm");
  return runInHost(await installServer(console.log), options);
}
