import assert from "node:assert/strict";
import { plainLabel, plainMessage } from "../../../src/host/plainText.ts";

describe("texts of others", () => {
  it("are no icons in a label", () => {
    assert.equal(plainLabel("$(trash) prod"), "\\$(trash) prod");
    assert.equal(plainLabel("$(sync~spin)"), "\\$(sync~spin)");
    // No icon has such a name: it is drawn as it is.
    assert.equal(plainLabel("$(touch x) $HOME"), "$(touch x) $HOME");
  });

  it("are no links in a message", () => {
    assert.equal(
      plainMessage("[Fix it](command:workbench.action.closeWindow) [more](https://evil.example)"),
      "[Fix it] (command:workbench.action.closeWindow) [more] (https://evil.example)",
    );
  });

  it("turn nothing round and break no line", () => {
    for (const plain of [plainLabel, plainMessage])
      assert.equal(plain("a\u202eb\nc\u0007"), "a\\u{202e}b\\u{a}c\\u{7}");
  });
});
