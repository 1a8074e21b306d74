import { parseArgs } from "node:util";
import { benchActivation } from "./bench/activation.ts";
import { benchBesidePeer } from "./bench/besidePeer.ts";
import { benchCatalogue } from "./bench/catalogue.ts";
import { benchCheck } from "./bench/check.ts";
import { benchCompletion } from "./bench/completion.ts";
import { benchDecisions } from "./bench/decisions.ts";
import { benchDiagnostics } from "./bench/diagnostics.ts";
import { benchEmbedded } from "./bench/embedded.ts";
import { benchLiveChain } from "./bench/liveChain.ts";
import { benchPackageSize } from "./bench/packageSize.ts";
import { benchProfiles } from "./bench/profiles.ts";
import type { BenchRow } from "./bench/row.ts";
import { benchWorkspace } from "./bench/workspace.ts";

/**
 * `npm run bench`: our figures beside what we allow ourselves and what the closest peer needs. `-- --only NAME` runs
 * one group. Ends with 1 when a figure is over its bar.
 */
const groups: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  package: benchPackageSize,
  catalogue: benchCatalogue,
  completion: benchCompletion,
  diagnostics: benchDiagnostics,
  besidePeer: benchBesidePeer,
  embedded: benchEmbedded,
  workspace: benchWorkspace,
  decisions: benchDecisions,
  check: benchCheck,
  profiles: benchProfiles,
  activation: benchActivation,
  live: benchLiveChain,
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  const chosen = Object.entries(groups).filter(([name]) => values.only === undefined || values.only === name);
  if (chosen.length === 0)
    throw new Error(`There is no group '${values.only ?? ""}': ${Object.keys(groups).join(", ")}.`);
  let over = 0;
  console.log(line("", "ours", "bar", "peer", "unit"));
  for (const [name, measure] of chosen) {
    console.log(name);
    for (const row of await measure()) {
      const isOver = row.bar !== undefined && row.ours > row.bar;
      if (isOver) over++;
      console.log(
        line(`  ${row.name}`, figure(row.ours), figure(row.bar), figure(row.peer), row.unit) +
          (row.note === undefined ? "" : `  ${row.note}`) +
          (isOver ? "  OVER" : ""),
      );
    }
  }
  if (over > 0) process.exitCode = 1;
}

function line(name: string, ours: string, bar: string, peer: string, unit: string): string {
  return [name.padEnd(66), ours.padStart(9), bar.padStart(7), peer.padStart(7), ` ${unit}`].join("");
}

function figure(value: number | undefined): string {
  if (value === undefined) return "";
  return value < 10 ? value.toFixed(2) : value.toFixed(value < 100 ? 1 : 0);
}
