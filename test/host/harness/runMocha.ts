import { linePrefix, resultsPrefix, type HostResults } from "./results.ts";

/**
 * Runs the suites that are defined by now. A line goes to the console for each test, and last the results as one line
 * for the program outside; rejects when a test failed or there was none.
 */
export function runMocha(mocha: Mocha, Reporter: typeof Mocha.reporters.Base): Promise<void> {
  const passed: string[] = [];
  const failed: { title: string; message: string }[] = [];
  class ConsoleReporter extends Reporter {
    constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
      super(runner, options);
      runner.on("pass", (test) => {
        passed.push(test.fullTitle());
        console.log(`${linePrefix}  passed  ${test.fullTitle()} (${test.duration ?? 0} ms)`);
      });
      runner.on("fail", (test, error: unknown) => {
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
        failed.push({ title: test.fullTitle(), message });
        console.log(`${linePrefix}  FAILED  ${test.fullTitle()}\n${message}`);
      });
    }
  }
  mocha.reporter(ConsoleReporter);
  return new Promise((resolve, reject) => {
    mocha.run(() => {
      const results: HostResults = { passed, failed };
      console.log(resultsPrefix + JSON.stringify(results));
      if (failed.length > 0) reject(new Error(`${failed.length} tests failed`));
      else if (passed.length === 0) reject(new Error("There was no test."));
      else resolve();
    });
  });
}
