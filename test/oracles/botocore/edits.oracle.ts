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

  it(`in ${seeds} files with an edit each`, () => {
    const edits = editedFiles();
    assert.ok(edits.length > seeds / 3, `${edits.length} edits are too few to mean much`);
    const readings = readByBotocore(edits.flatMap(({ before, after }) => [before, after]));
    edits.forEach((edited, index) => {
      const [old, now] = [readings[2 * index], readings[2 * index + 1]];
      assert.ok(old?.profiles !== undefined && now?.profiles !== undefined, JSON.stringify(edited));
      assert.deepEqual(now.profiles, intended(old.profiles, edited.change), JSON.stringify(edited));
    });
  });
});

function editedFiles(): readonly Edited[] {
  const changes = fc.sample(change(), { numRuns: seeds, seed: 1 });
  return changes.flatMap((made, seed) => {
    const random = new Random(seed);
    const before = {
      config: randomAwsFile(random, "config").text,
      credentials: randomAwsFile(random, "credentials").text,
    };
    const files = {
      config: parseAwsFile("config", before.config),
      credentials: parseAwsFile("credentials", before.credentials),
    };
    const result = make(files, made);
    if (result.kind === "refused") return [];
    const of = (kind: keyof Texts): string =>
      applyEdits(before[kind], result.files.find(({ file }) => file === kind)?.edits ?? []);
    return [{ change: made, before, after: { config: of("config"), credentials: of("credentials") } }];
  });
}

function readByBotocore(all: readonly Texts[]): readonly { readonly profiles?: Values }[] {
  const python = process.env["BOTOCORE_PYTHON"];
  assert.ok(python, "Set BOTOCORE_PYTHON, as botocore.oracle.ts says.");
  const answered = spawnSync(python, [fileURLToPath(new URL("view.py", import.meta.url))], {
    input: JSON.stringify(all.map((texts) => ({ ...texts, environment: {}, profiles: [] }))),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  assert.equal(answered.status, 0, answered.stderr);
  // Written by view.py, as its head says.
  return JSON.parse(answered.stdout) as readonly { readonly profiles?: Values }[];
}
