import { readFileSync } from "node:fs";

const root = new URL("../../../cases/", import.meta.url);

/** Reads a case file below `test/cases`; its shape is stated by the test that owns it. */
export function readCases(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, root), "utf8"));
}
