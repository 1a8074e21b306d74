import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { applyEdits } from "../../../src/core/awsFiles/edit/applyEdits.ts";
import { parseAwsFile } from "../../../src/core/awsFiles/parse.ts";
import { change } from "../../unit/core/awsFiles/edit/arbitraries.ts";
import { make, type Change } from "../../unit/core/awsFiles/edit/change.ts";
import { intended, type Values } from "../../unit/core/awsFiles/edit/intended.ts";
import { Random } from "../../unit/core/awsFiles/random.ts";
import { randomAwsFile } from "../../unit/core/awsFiles/randomAwsFile.ts";

const seeds = 1500;
/** One after the other in each file, so that later ones meet what earlier ones have written. */
const changesEach = 3;

interface Edited {
  readonly change: Change;
  readonly before: Texts;
  readonly after: Texts;
}

interface Texts {
  readonly config: string;
  readonly credentials: string;
}

describe("botocore reads an edited file as the edit was meant", function () {
  this.timeout(300_000);

  it(`in ${seeds} files with up to ${changesEach} edits each`, () => {
    const edits = editedFiles();
    for (const kind of ["add", "set", "unset", "rename", "remove"] as const) {
      const made = edits.filter(({ change: { kind: one } }) => one === kind).length;
      assert.ok(made > seeds / 20, `${made} edits of kind '${kind}' are too few to mean much`);
    }
    const readings = readByBotocore(edits.flatMap(({ before, after }) => [before, after]));
    edits.forEach((edited, index) => {
      const [old, now] = [readings[2 * index], readings[2 * index + 1]];
      assert.ok(old?.profiles !== undefined && now?.profiles !== undefined, JSON.stringify(edited));
      assert.deepEqual(
        flat(now.profiles),
        intended(flat(old.profiles), edited.change),
        JSON.stringify(edited),
      );
    });
  });
});

function editedFiles(): readonly Edited[] {
  const changes = fc.sample(fc.array(change(), { minLength: changesEach, maxLength: changesEach }), {
    numRuns: seeds,
    seed: 1,
  });
  return changes.flatMap((all, seed) => {
    const random = new Random(seed);
    let before: Texts = {
      config: randomAwsFile(random, "config").text,
      credentials: randomAwsFile(random, "credentials").text,
    };
    return all.flatMap((made): Edited[] => {
      const after = edited(before, made);
      if (after === undefined) return [];
      const one = { change: made, before, after };
      before = after;
      return [one];
    });
  });
}

function edited(before: Texts, made: Change): Texts | undefined {
  const files = {
    config: parseAwsFile("config", before.config),
    credentials: parseAwsFile("credentials", before.credentials),
  };
  const result = make(files, made);
  if (result.kind === "refused") return undefined;
  const of = (kind: keyof Texts): string =>
    applyEdits(before[kind], result.files.find(({ file }) => file === kind)?.edits ?? []);
  return { config: of("config"), credentials: of("credentials") };
}

/** As view.py gives profiles: a block of keys is an object. */
type Read = Readonly<Record<string, Readonly<Record<string, string | Readonly<Record<string, string>>>>>>;

/** The same with a block as `s3` and its keys as `s3.max_queue_size`. */
function flat(profiles: Read): Values {
  return Object.fromEntries(
    Object.entries(profiles).map(([name, settings]) => [
      name,
      Object.fromEntries(
        Object.entries(settings).flatMap(([key, value]): [string, string][] =>
          typeof value === "string"
            ? [[key, value]]
            : [
                [key, ""],
                ...Object.entries(value).map(([nested, text]): [string, string] => [
                  `${key}.${nested}`,
                  text,
                ]),
              ],
        ),
      ),
    ]),
  );
}

function readByBotocore(all: readonly Texts[]): readonly { readonly profiles?: Read }[] {
  const python = process.env["BOTOCORE_PYTHON"];
  assert.ok(python, "Set BOTOCORE_PYTHON, as botocore.oracle.ts says.");
  const answered = spawnSync(python, [fileURLToPath(new URL("view.py", import.meta.url))], {
    input: JSON.stringify(all.map((texts) => ({ ...texts, environment: {}, profiles: [] }))),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  assert.equal(answered.status, 0, answered.stderr);
  // Written by view.py, as its head says.
  return JSON.parse(answered.stdout) as readonly { readonly profiles?: Read }[];
}
