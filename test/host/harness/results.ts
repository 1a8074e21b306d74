/** What a run inside an extension host tells the program outside: full titles of tests, and what failed. */
export interface HostResults {
  readonly passed: readonly string[];
  readonly failed: readonly { readonly title: string; readonly message: string }[];
}

/** Marks what the suites report among all that an editor prints. */
export const linePrefix = "mocha: ";

/** Marks the one console line that carries the results, as JSON. */
export const resultsPrefix = "mocha results: ";

/** Finds the results among the lines a host printed. */
export function readResults(lines: readonly string[]): HostResults | undefined {
  const line = lines.filter((candidate) => candidate.startsWith(resultsPrefix)).at(-1);
  // The line was written by runMocha.ts of this very build.
  return line === undefined ? undefined : (JSON.parse(line.slice(resultsPrefix.length)) as HostResults);
}
