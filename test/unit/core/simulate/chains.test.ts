import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../../scripts/repository.ts";
import { stepWords } from "./stepWords.ts";
import { simulate, textsFrom } from "./texts.ts";

interface Case {
  readonly name: string;
  readonly config: object;
  /** Policies beside it, by their paths. */
  readonly files?: Readonly<Record<string, object>>;
  readonly problems?: readonly string[];
  /** How every step goes, by its label. */
  readonly steps: Readonly<Record<string, string | readonly string[]>>;
}

const cases = join(root, "test/cases/simulate/chains");

/** Chains, each file named for the AWS document that it is from. */
for (const file of readdirSync(cases).sort()) {
  // Each case is compared whole below.
  const content = JSON.parse(readFileSync(join(cases, file), "utf8")) as {
    readonly source: string;
    readonly cases: readonly Case[];
  };
  describe(`chains: ${file}, from ${content.source}`, () => {
    for (const { name, config, files = {}, problems = [], steps } of content.cases) {
      it(name, () => {
        const texts = textsFrom((path) =>
          path in files ? JSON.stringify(files[path], undefined, 2) : undefined,
        );
        const result = simulate(JSON.stringify(config), texts);
        const all = [...result.hops, ...result.checks];
        assert.ok(all.length > 0);
        assert.deepEqual(Object.fromEntries(all.map((step) => [step.label, stepWords(result, step)])), steps);
        assert.deepEqual(
          result.chain.problems.map(({ code, message }) => `${code}: ${message}`),
          problems,
        );
      });
    }
  });
}
