import assert from "node:assert/strict";
import fc from "fast-check";
import { shellWord } from "../../../src/core/handOver/shellWord.ts";
import { commandWords } from "../../../src/live/sources/commandWords.ts";

function words(command: string, windows = false): readonly string[] | string {
  const split = commandWords(command, windows);
  return split.kind === "words" ? split.words : split.why;
}

describe("the words of a credential_process", () => {
  it("are grouped by quotation marks and expanded by nothing", () => {
    const cases: readonly [string, readonly string[]][] = [
      ["tool", ["tool"]],
      ["  /bin/tool \t --for  me ", ["/bin/tool", "--for", "me"]],
      [`"/my tools/tool" 'a b'c "" ''`, ["/my tools/tool", "a bc", "", ""]],
      [`tool "say \\"hi\\" \\$x" '\\' a\\ b`, ["tool", `say "hi" \\$x`, "\\", "a b"]],
      ["tool $(touch x) `touch y` $HOME ~ *", ["tool", "$(touch", "x)", "`touch", "y`", "$HOME", "~", "*"]],
      ["tool;touch x&&touch y|z >w #n", ["tool;touch", "x&&touch", "y|z", ">w", "#n"]],
      ["tool \u202ea\u00a0b", ["tool", "\u202ea\u00a0b"]],
    ];
    for (const [command, expected] of cases) assert.deepEqual(words(command), expected, command);
  });

  it("follow the C runtime on Windows, where a backslash is part of a path", () => {
    const cases: readonly [string, readonly string[]][] = [
      [String.raw`C:\tools\tool.exe --x`, [String.raw`C:\tools\tool.exe`, "--x"]],
      [String.raw`"C:\my tools\\" 'a b'`, ["C:\\my tools\\", "'a", "b'"]],
      [String.raw`tool a\\\"b "c d" %PATH% ^&`, ["tool", String.raw`a\"b`, "c d", "%PATH%", "^&"]],
      [`tool a" "b`, ["tool", "a b"]],
    ];
    for (const [command, expected] of cases) assert.deepEqual(words(command, true), expected, command);
  });

  it("are none where the command is empty or a mark has no end", () => {
    for (const command of ["", "  ", "'' x"]) assert.equal(words(command), "the command is empty");
    for (const command of ["'a", `"a`, "a\\", `"\\`])
      assert.equal(words(command), "a quotation mark or a backslash has no end", command);
    assert.equal(words(`"a`, true), "a quotation mark or a backslash has no end");
    assert.deepEqual(words("it's", true), ["it's"]);
  });

  it("are those that were quoted for a shell, whatever they hold", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: "binary" }).filter((text) => !text.includes("\0")),
          { minLength: 1 },
        ),
        (texts) => {
          const [first = "", ...rest] = texts;
          const wanted = [`x${first}`, ...rest];
          assert.deepEqual(words(wanted.map((text) => shellWord("bash", text)).join(" ")), wanted);
        },
      ),
    );
  });
});
