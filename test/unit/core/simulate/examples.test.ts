import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../../scripts/repository.ts";
import { chainCoverage } from "../../../../src/core/simulate/chainCoverage.ts";
import { simulate, textsBeside } from "./texts.ts";

const examples = join(root, "examples");
const paths = readdirSync(examples, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".assume-role.jsonc"))
  .map((path) => join(examples, path));

describe("the examples, simulated", () => {
  for (const path of paths) {
    it(`every hop and check of ${path.slice(examples.length + 1)} passes`, () => {
      const result = simulate(readFileSync(path, "utf8"), textsBeside(path));
      assert.deepEqual(result.chain.problems, []);
      const steps = [...result.hops, ...result.checks];
      assert.ok(steps.length > 0);
      for (const { label, outcome } of steps) assert.deepEqual(outcome, { kind: "passed" }, label);
      assert.equal(chainCoverage(result).length, result.chain.documents.length);
    });
  }
});
