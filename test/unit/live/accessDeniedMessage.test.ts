import assert from "node:assert/strict";
import {
  parseAccessDeniedMessage,
  type AccessDeniedMessage,
} from "../../../src/live/failures/accessDeniedMessage.ts";
import { liveCases } from "./caseFile.ts";

interface MessageCase {
  readonly name: string;
  readonly source: string;
  readonly message: string;
  readonly expect: AccessDeniedMessage | null;
}

// The case file is ours and has this shape.
const { cases } = liveCases("accessDeniedMessages.json") as { readonly cases: readonly MessageCase[] };

describe("parseAccessDeniedMessage", () => {
  for (const { name, source, message, expect } of cases) {
    it(name, () => {
      assert.match(source, /^https:\/\//);
      assert.deepEqual(parseAccessDeniedMessage(message) ?? null, expect);
    });
  }

  it("takes long input in linear time", () => {
    const started = performance.now();
    parseAccessDeniedMessage(
      `User: ${"x ".repeat(100_000)} with an explicit deny in a ${"y ".repeat(100_000)}`,
    );
    parseAccessDeniedMessage("because no ".repeat(20_000));
    assert.ok(performance.now() - started < 10_000);
  });
});
