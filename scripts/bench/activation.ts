import { join } from "node:path";
import { build } from "esbuild";
import { outFolder, root } from "../repository.ts";
import { makeFixtureHome } from "../vscode/fixtureHome.ts";
import { runInHost } from "../vscode/hostTests.ts";
import { installServer } from "../vscode/serverInstall.ts";
import { figuresPrefix, type ActivationFigures } from "./activationFigures.ts";
import type { BenchRow } from "./row.ts";

const starts = 7;

/**
 * What the extension costs in a fresh extension host of a real VS Code, the median of several starts. Fails when more than
 * dist/extension.js is loaded by then.
 */
export async function benchActivation(): Promise<BenchRow[]> {
  const module = join(outFolder, "test/bench/activation.js");
  await build({
    entryPoints: [join(root, "test/host/bench/activation.ts")],
    outfile: module,
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode"],
  });
  const all: ActivationFigures[] = [];
  for (let start = 0; start < starts; start++) all.push(await measureStart(module));
  const row = (name: string, ms: (figures: ActivationFigures) => number): BenchRow => ({
    name,
    ours: median(all.map(ms)),
    unit: "ms",
  });
  return [
    row("compiling dist/extension.js", ({ compile }) => compile),
    row("requiring it", ({ load }) => load),
    row("activating", ({ activate }) => activate),
    {
      ...row(
        "all of it, before anything is used",
        ({ compile, load, activate }) => compile + load + activate,
      ),
      bar: 15,
    },
  ];
}

async function measureStart(module: string): Promise<ActivationFigures> {
  const install = await installServer(console.log);
  const { env, workspace } = makeFixtureHome();
  const { lines } = await runInHost(install, {
    extensionFolder: root,
    kind: "desktop",
    tests: module,
    folder: workspace,
    env,
    timeoutMs: 60_000,
  });
  const line = lines.find((candidate) => candidate.startsWith(figuresPrefix));
  if (line === undefined) throw new Error(`The extension host printed no figures:\n${lines.join("\n")}`);
  // Printed by the module that was built above.
  const figures = JSON.parse(line.slice(figuresPrefix.length)) as ActivationFigures;
  if (figures.loaded.length !== 1)
    throw new Error(`Activation loads more than dist/extension.js: ${figures.loaded.join(", ")}`);
  return figures;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
