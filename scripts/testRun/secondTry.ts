import type { Outcome } from "./step.ts";

/**
 * Runs tests that drive an editor or a server from outside. When some fail they are all run once more, on everything
 * fresh, and the second outcome counts: a machine that stood still for a minute is no fault of the product. The first
 * failure is printed, so that a test that needs this again and again is seen and mended.
 */
export async function secondTry(name: string, run: () => Promise<Outcome>): Promise<Outcome> {
  const first = await run();
  if (first.kind === "cannotRun" || first.failed === 0) return first;
  console.log(`AGAIN    ${name}: ${first.failed} failed at the first try:\n${first.output.trimEnd()}\n`);
  return run();
}
