import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { figuresPrefix, type ActivationFigures } from "../../../scripts/bench/activationFigures.ts";
import { ourExtension } from "../harness/ourExtension.ts";

/** VS Code calls it in the extension host. */
export async function run(): Promise<void> {
  const extension = ourExtension();
  await extension.activate();
  const [load] = performance.getEntriesByName("assumeRole.load");
  const [activated] = performance.getEntriesByName("assumeRole.activated");
  if (load === undefined || activated === undefined) throw new Error("The extension has left no marks.");
  const loaded = Object.keys(require.cache).filter((file) => file.startsWith(extension.extensionPath));
  const figures: ActivationFigures = {
    compile: timeToCompile(join(extension.extensionPath, "dist/extension.js")),
    loadAndActivate: activated.startTime - load.startTime,
    loaded: loaded.map((file) => file.slice(extension.extensionPath.length + 1)),
  };
  console.log(figuresPrefix + JSON.stringify(figures));
}

function timeToCompile(file: string): number {
  // A text that V8 has not compiled before: it remembers those it has.
  const source = `${readFileSync(file, "utf8")}\n// ${process.pid}`;
  const begin = performance.now();
  new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`);
  return performance.now() - begin;
}
