import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { figuresPrefix, type ActivationFigures } from "../../../scripts/bench/activationFigures.ts";
import { ourExtension } from "../harness/ourExtension.ts";

/** VS Code calls it in the extension host. */
export async function run(): Promise<void> {
  const extension = ourExtension();
  await extension.activate();
  const dist = join(extension.extensionPath, "dist");
  const figures: ActivationFigures = {
    compile: timeToCompile(join(dist, "extension.js")),
    load: between("assumeRole.load", "assumeRole.loaded"),
    activate: between("assumeRole.activate", "assumeRole.activated"),
    loaded: Object.keys(require.cache).filter((file) => file.startsWith(dist)),
  };
  console.log(figuresPrefix + JSON.stringify(figures));
}

function between(begin: string, end: string): number {
  const [from] = performance.getEntriesByName(begin);
  const [to] = performance.getEntriesByName(end);
  if (from === undefined || to === undefined)
    throw new Error(`The extension left no mark ${begin} or ${end}.`);
  return to.startTime - from.startTime;
}

function timeToCompile(file: string): number {
  // A text that V8 has not compiled before: it remembers those it has.
  const source = `${readFileSync(file, "utf8")}\n// ${process.pid}`;
  const begin = performance.now();
  new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`);
  return performance.now() - begin;
}
