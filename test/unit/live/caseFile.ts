import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The cases of `test/cases/live/NAME`. Each names the document that its rule comes from. */
export function liveCases(name: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, "..", "..", "cases", "live", name), "utf8"));
}
