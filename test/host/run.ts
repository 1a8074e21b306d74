import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { outFolder, root } from "../../scripts/repository.ts";
import { stageBrowserExtension } from "../../scripts/vscode/stageExtension.ts";
import { installServer } from "../../scripts/vscode/serverInstall.ts";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { runInHost } from "../../scripts/vscode/hostTests.ts";
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
  const install = await installServer(console.log);
  const passed: string[] = [];
  const failed: { title: string; message: string }[] = [];
  for (const kind of kinds) {
    console.log(`${kind} entry`);
    const home = makeFixtureHome();
    const extensionFolder =
      kind === "desktop" ? root : stageBrowserExtension(join(outFolder, "test/browser-extension"));
    const { code, lines } = await runInHost(install, {
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
