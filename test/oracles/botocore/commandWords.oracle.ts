import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { commandWords } from "../../../src/live/sources/commandWords.ts";
import { Random } from "../../unit/core/awsFiles/random.ts";

const script = `
import json, sys
from botocore.compat import compat_shell_split
answers = []
for command, platform in json.load(sys.stdin):
    try:
        answers.append(compat_shell_split(command, platform))
    except ValueError:
        answers.append(None)
json.dump(answers, sys.stdout)
`;

const pieces: readonly [string, ...string[]] = [
  "a",
  "B",
  " ",
  "\t",
  "'",
  '"',
  "\\",
  "$x",
  "~",
  "|",
  "/bin",
  "C:",
  "#",
  "\u00e9",
  "\n",
  "''",
];

/** The AWS CLI splits a credential_process with this function of botocore. */
describe("the words of a credential_process", () => {
  it("are those that botocore makes of it, for any mix of quotes and backslashes", () => {
    const random = new Random(5);
    const cases = Array.from({ length: 5000 }, (_, index): [string, string] => [
      Array.from({ length: 1 + random.below(10) }, () => random.pick(pieces)).join(""),
      index % 2 === 0 ? "linux" : "win32",
    ]);
    const python = process.env["BOTOCORE_PYTHON"];
    assert.ok(python !== undefined, "Set BOTOCORE_PYTHON to a Python that has botocore.");
    const ran = spawnSync(python, ["-c", script], {
      input: JSON.stringify(cases),
      encoding: "utf8",
      maxBuffer: 1 << 26,
    });
    assert.equal(ran.status, 0, ran.stderr);
    const answers = JSON.parse(ran.stdout) as (readonly string[] | null)[];
    assert.equal(answers.length, cases.length);
    let split = 0;
    cases.forEach(([command, platform], index) => {
      const theirs = answers[index];
      const ours = commandWords(command, platform === "win32");
      // An empty program is refused here; botocore starts it and fails.
      const expected = theirs === null || (theirs?.[0] ?? "") === "" ? undefined : theirs;
      assert.deepEqual(
        ours.kind === "words" ? ours.words : undefined,
        expected,
        `${JSON.stringify(command)} on ${platform}`,
      );
      if (expected !== undefined) split++;
    });
    assert.ok(split > 1000, `only ${split} commands have words`);
  });
});
