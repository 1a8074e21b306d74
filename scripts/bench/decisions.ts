import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { outFolder } from "../repository.ts";
import { installIamSimulate } from "../testRun/iamSimulate.ts";
import type { DecisionFigures, Measured } from "./decisions/requests.ts";
import type { BenchRow } from "./row.ts";

const run = promisify(execFile);

/** Fresh processes of each. The fastest counts: other work on the machine only ever adds. */
const processes = 5;

/** The decision engine in a fresh process, bundled as the product is, and iam-simulate beside it. */
export async function benchDecisions(): Promise<BenchRow[]> {
  const ours = await figures("ours", []);
  const peer = await figures("peer", [await installIamSimulate()]);
  const warm = (name: Measured): BenchRow => ({
    name: `one decision, warm, ${name}`,
    ours: fastest(ours, ({ warm: of }) => of[name]),
    peer: fastest(peer, ({ warm: of }) => of[name]),
    bar: 20,
    unit: "µs",
  });
  return [
    {
      name: "first decision after load, its policies read",
      ours: fastest(ours, ({ first }) => first),
      peer: fastest(peer, ({ first }) => first),
      bar: 10,
      unit: "ms",
    },
    warm("cross-account S3"),
    warm("AssumeRole"),
  ];
}

function fastest(all: readonly DecisionFigures[], pick: (figures: DecisionFigures) => number): number {
  return Math.min(...all.map(pick));
}

async function figures(entry: "ours" | "peer", args: readonly string[]): Promise<DecisionFigures[]> {
  const module = join(outFolder, `bench/decisions/${entry}.cjs`);
  await build({
    entryPoints: [join(import.meta.dirname, `decisions/${entry}.ts`)],
    outfile: module,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    mainFields: ["module", "main"],
  });
  const all: DecisionFigures[] = [];
  for (let started = 0; started < processes; started++) {
    const { stdout } = await run(process.execPath, [module, ...args]);
    // Printed by the module that was built above.
    all.push(JSON.parse(stdout) as DecisionFigures);
  }
  return all;
}
