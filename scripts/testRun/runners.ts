import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "../process/run.ts";
import { outFolder, root } from "../repository.ts";
import { secondTry } from "./secondTry.ts";
import type { Outcome } from "./step.ts";

const node = process.execPath;
/** A runner that takes longer hangs; a slow machine takes three times as long as a fast one. */
const timeoutMs = 15 * 60_000;
const resultsFolder = join(outFolder, "results");

/** Runs a program of node_modules as one test: it passes when it ends with 0. */
export function program(path: string, args: readonly string[]): Promise<Outcome> {
  return check([join("node_modules", path), ...args]);
}

/** Runs one of our scripts as one test. */
export function script(name: string, args: readonly string[] = []): Promise<Outcome> {
  return check(["--import", "tsx", join("scripts", name), ...args]);
}

async function check(args: readonly string[]): Promise<Outcome> {
  const { code, output } = await run(node, args, { cwd: root });
  return { kind: "ran", passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}

/** What mocha's JSON reporter writes, as far as it is read here. */
interface MochaResults {
  readonly stats: { readonly passes: number; readonly failures: number; readonly pending: number };
  readonly failures: readonly {
    readonly fullTitle: string;
    readonly err: { message?: string; stack?: string };
  }[];
}

/** The files of each mocha runner; its settings are in `.mocharc.NAME.json`, which a single file can be run with too. */
const specs = {
  unit: "test/unit/**/*.test.ts",
  oracles: "test/oracles/**/*.oracle.ts",
  live: "test/live/**/*.live.ts",
} as const;

/** Runs mocha with one of the configurations at the root and counts its tests. */
export function mocha(
  name: keyof typeof specs,
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  return runMocha(name, name, specs[name], env);
}

/** Runs the screen tests, file by file: each starts its own editor and servers, and can be told apart when it fails. */
export async function screens(): Promise<Outcome> {
  const files = readdirSync(join(root, "test/screens")).filter((file) => file.endsWith(".screen.ts"));
  const outcomes: Outcome[] = [];
  for (const file of files.sort())
    outcomes.push(
      await secondTry(file, () => runMocha("screens", `screens-${file}`, `test/screens/${file}`, {})),
    );
  return sumOf(outcomes);
}

async function runMocha(
  config: string,
  name: string,
  spec: string,
  env: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const file = join(resultsFolder, `${name}.json`);
  rmSync(file, { force: true });
  const reporter = ["--reporter", "json", "--reporter-option", `output=${file}`];
  const finished = await run(
    node,
    ["node_modules/mocha/bin/mocha.js", "--config", `.mocharc.${config}.json`, "--exit", ...reporter, spec],
    { cwd: root, env: { ...process.env, ...env }, timeoutMs },
  );
  // Written by the runner that this process has just waited for.
  const results = read(file) as MochaResults | undefined;
  const failures = (results?.failures ?? []).map(
    ({ fullTitle, err }) => `${fullTitle}\n${err.stack ?? err.message ?? ""}`,
  );
  return counted(results?.stats.passes, results?.stats.failures, finished.code, [
    finished.output,
    ...failures,
  ]);
}

/** What test/host/run.ts writes. */
interface HostResults {
  readonly passed: readonly unknown[];
  readonly failed: readonly unknown[];
}

/** Runs the tests of one entry inside a real VS Code. */
export async function host(kind: "desktop" | "browser"): Promise<Outcome> {
  const file = join(resultsFolder, `host-${kind}.json`);
  rmSync(file, { force: true });
  const finished = await run(node, ["--import", "tsx", "test/host/run.ts", kind, "--results", file], {
    cwd: root,
  });
  const results = read(file) as HostResults | undefined;
  return counted(results?.passed.length, results?.failed.length, finished.code, [finished.output]);
}

/** A runner that broke, or that ran nothing, has failed whatever it counted. */
function counted(passed = 0, failed = 0, code = 0, output: readonly string[] = []): Outcome {
  const broke = failed === 0 && (code !== 0 || passed === 0);
  const note = broke ? [`The runner ended with ${code}, ${passed} tests passed.`] : [];
  return {
    kind: "ran",
    passed,
    failed: failed + (broke ? 1 : 0),
    output: [...output, ...note].join("\n").trim(),
  };
}

/** Several runs as one. */
function sumOf(outcomes: readonly Outcome[]): Outcome {
  const ran = outcomes.flatMap((outcome) => (outcome.kind === "ran" ? [outcome] : []));
  return {
    kind: "ran",
    passed: ran.reduce((sum, { passed }) => sum + passed, 0),
    failed: ran.reduce((sum, { failed }) => sum + failed, 0),
    output: ran.map(({ output }) => output).join("\n"),
  };
}

function read(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
