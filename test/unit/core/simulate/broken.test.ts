import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../../../../scripts/repository.ts";
import { stepWords } from "./stepWords.ts";
import { simulate, textsFrom } from "./texts.ts";

interface Edit {
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

interface Case {
  readonly name: string;
  /** Below `examples/`. */
  readonly config: string;
  readonly edits: readonly Edit[];
  /** What is wrong with the config, as code and message. */
  readonly problems?: readonly string[];
  /** The steps that do not pass, by their labels: all others do. */
  readonly steps: Readonly<Record<string, string | readonly string[]>>;
}

const examples = join(root, "examples");
const cases = join(root, "test/cases/simulate/broken");

/** The examples, broken on purpose: the reason must be the right one, at the right document. */
for (const file of readdirSync(cases).sort()) {
  // Each case is compared whole below.
  const { cases: all } = JSON.parse(readFileSync(join(cases, file), "utf8")) as {
    readonly cases: readonly Case[];
  };
  describe(`broken on purpose: ${file}`, () => {
    it("is broken in at least three ways", () => {
      assert.ok(all.length >= 3);
    });
    for (const one of all) {
      it(one.name, () => {
        const result = simulateEdited(one);
        const steps = [...result.hops, ...result.checks];
        const wrong = steps.flatMap((step) => {
          const words = stepWords(result, step);
          return words === "passed" ? [] : [[step.label, words] as const];
        });
        assert.deepEqual(Object.fromEntries(wrong), one.steps);
        const problems = result.chain.problems.map(({ code, message }) => `${code}: ${message}`);
        assert.deepEqual(problems, one.problems ?? []);
        assert.ok(wrong.length > 0);
      });
    }
  });
}

function simulateEdited({ config, edits }: Case) {
  const used = new Set<Edit>();
  const read = (path: string): string | undefined => {
    let text: string;
    try {
      text = readFileSync(join(examples, path), "utf8");
    } catch {
      return undefined;
    }
    for (const edit of edits) {
      if (edit.file !== path) continue;
      assert.ok(text.includes(edit.find), `${path} has no ${edit.find}`);
      text = text.replaceAll(edit.find, edit.put);
      used.add(edit);
    }
    return text;
  };
  const text = read(config);
  assert.ok(text !== undefined);
  const result = simulate(
    text,
    textsFrom((path) => read(join(dirname(config), path))),
  );
  assert.equal(used.size, edits.length, "every edit is of a file that the config uses");
  return result;
}
