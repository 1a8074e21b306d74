import assert from "node:assert/strict";
import { counted } from "../../../../src/core/text/counted.ts";

describe("a number with its noun", () => {
  it("is singular for one, and plural for all else", () => {
    assert.deepEqual(
      [0, 1, 2, 1.5].map((number) => counted(number, "minute")),
      ["0 minutes", "1 minute", "2 minutes", "1.5 minutes"],
    );
  });
});
