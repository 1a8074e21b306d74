/** The three assertions that suites for both hosts need; `node:assert` does not exist in a web worker. */
export function ok(value: unknown, message: string): asserts value {
  if (value === false || value === undefined || value === null || value === "" || value === 0)
    throw new Error(message);
}

/** Compares strings, numbers, booleans, or undefined. */
export function equal<T extends string | number | boolean | undefined>(
  actual: T,
  expected: T,
  what = "value",
): void {
  if (actual !== expected) throw new Error(`${what}: ${String(actual)}, expected ${String(expected)}`);
}

/** Compares plain data by its JSON. */
export function deepEqual(actual: unknown, expected: unknown, what = "value"): void {
  const [found, wanted] = [JSON.stringify(actual, null, 1), JSON.stringify(expected, null, 1)];
  if (found !== wanted) throw new Error(`${what}: ${found}\nexpected: ${wanted}`);
}
