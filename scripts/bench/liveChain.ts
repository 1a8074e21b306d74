import { dirname, join } from "node:path";
import { runOrThrow } from "../process/run.ts";
import { root } from "../repository.ts";
import { makePythonEnvironment } from "../testRun/pythonEnvironment.ts";
import type { BenchRow } from "./row.ts";

const awsCliVersion = "1.46.3";

/** AssumeRole, GetCallerIdentity and a listing beside the three AWS CLI commands, against one local server. */
export async function benchLiveChain(): Promise<BenchRow[]> {
  const aws = join(dirname(await makePythonEnvironment("awscli", awsCliVersion)), "aws");
  const measure = join(root, "test/live/bench/liveChain.ts");
  const stdout = await runOrThrow(process.execPath, ["--import", "tsx", measure, aws], { cwd: root });
  // Printed by the module above, on its last line.
  const { warm, fresh, cli } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Readonly<
    Record<"warm" | "fresh" | "cli", number>
  >;
  return [
    { name: "three calls in the editor's process", ours: warm, bar: cli / 20, peer: cli, unit: "ms" },
    { name: "three calls in a fresh assume-role process", ours: fresh, bar: cli / 5, peer: cli, unit: "ms" },
  ];
}
