import assert from "node:assert/strict";
import { renamedTo } from "../../../../src/core/profiles/renamed.ts";
import { loadLines } from "./loadCase.ts";

describe("renamedTo", () => {
  const load = (...config: readonly string[]) => loadLines({ config: [...config] }).profiles;
  const before = load("[profile a]", "region = x", "[profile b]", "region = y");

  it("knows a profile by its settings under another name", () => {
    assert.equal(renamedTo(before, load("[profile c]", "region = x", "[profile b]", "region = y"), "a"), "c");
  });

  for (const [name, after] of [
    ["is still there", ["[profile a]", "region = x", "[profile c]", "region = x"]],
    ["is gone", ["[profile b]", "region = y"]],
    ["has a successor that says something else", ["[profile c]", "region = z", "[profile b]", "region = y"]],
    [
      "may be one of two",
      ["[profile c]", "region = x", "[profile d]", "region = x", "[profile b]", "region = y"],
    ],
    ["went with another one", ["[profile c]", "region = x"]],
  ] as const) {
    it(`does not guess where the profile ${name}`, () => {
      assert.equal(renamedTo(before, load(...after), "a"), undefined);
    });
  }
});
