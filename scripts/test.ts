import { parseArgs } from "node:util";
import { prepare } from "./testRun/preparations.ts";
import type { Outcome, Step } from "./testRun/step.ts";
import { build, productSteps, sourceSteps } from "./testRun/steps.ts";

/**
 * `npm test`: everything that says whether the project is well, each step on a line of its own when it ends, the
 * output of a step that failed below its line, and last the sum of all runners. `-- --only lint,unit` runs some steps.
 *
 * A step that cannot run on this machine is named with the reason; with CI set it counts as failed.
 */
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  const only = values.only?.split(",");
  const names = [...sourceSteps, build, ...productSteps].map(({ name }) => name);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`No step is called ${unknown}: there are ${names.join(", ")}.`);
  const chosen = (steps: readonly Step[]): Step[] =>
    steps.filter(({ name }) => only?.includes(name) !== false);
  const source = chosen(sourceSteps);
  const product = chosen(productSteps);

  // What takes long to install is begun at once, whichever step comes to need it first.
  for (const { needs } of [...source, ...product]) for (const name of needs) void prepare(name);
  const outcomes = (await Promise.all([runAll(source), runProduct(product, only)])).flat();

  const total = (count: (outcome: Outcome) => number): number =>
    outcomes.reduce((sum, outcome) => sum + count(outcome), 0);
  const passed = total((outcome) => (outcome.kind === "ran" ? outcome.passed : 0));
  const failed = total((outcome) => (outcome.kind === "ran" ? outcome.failed : missingCountsAs()));
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}

async function runAll(steps: readonly Step[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) outcomes.push(await runStep(step));
  return outcomes;
}

/** Builds first, unless nothing that needs a bundle was asked for. Without a bundle the rest can only fail. */
async function runProduct(
  steps: readonly Step[],
  only: readonly string[] | undefined,
): Promise<readonly Outcome[]> {
  if (steps.length === 0 && only?.includes(build.name) === false) return [];
  const built = await runStep(build);
  if (built.kind === "ran" && built.failed === 0) return [built, ...(await runAll(steps))];
  for (const { name } of steps) console.log(`FAILED   ${name}: there is no build`);
  return [built, ...steps.map(() => ({ kind: "ran", passed: 0, failed: 1, output: "" }) as const)];
}

async function runStep(step: Step): Promise<Outcome> {
  const lacks = (await Promise.all(step.needs.map((name) => prepare(name)))).filter(
    (why) => why !== undefined,
  );
  const begin = performance.now();
  const outcome: Outcome = lacks.length > 0 ? { kind: "cannotRun", why: lacks.join("\n") } : await step.run();
  const seconds = `${((performance.now() - begin) / 1000).toFixed(1)} s`;
  if (outcome.kind === "cannotRun") console.log(`NOT RUN  ${step.name}: ${outcome.why}`);
  else {
    const counts = `${outcome.passed} passed, ${outcome.failed} failed`;
    const word = outcome.failed > 0 ? "FAILED" : "ok";
    console.log(`${word.padEnd(8)} ${step.name.padEnd(14)} ${counts.padEnd(24)} ${seconds.padStart(8)}`);
    if (outcome.failed > 0) console.log(`${outcome.output.trimEnd()}\n`);
  }
  return outcome;
}

/** In CI a machine that lacks something is a fault; elsewhere it is only named. */
function missingCountsAs(): number {
  return process.env["CI"] === undefined ? 0 : 1;
}
