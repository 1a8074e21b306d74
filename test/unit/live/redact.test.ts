import assert from "node:assert/strict";
import { createRedactor } from "../../../src/live/redact.ts";
import { liveCases } from "./caseFile.ts";

interface RedactionCase {
  readonly name: string;
  readonly source: string;
  readonly known: readonly string[];
  readonly text: string;
  readonly expect: string;
}

// The case file is ours and has this shape.
const { cases } = liveCases("redaction.json") as { readonly cases: readonly RedactionCase[] };

describe("createRedactor", () => {
  for (const { name, source, known, text, expect } of cases) {
    it(`hides ${name}`, () => {
      assert.match(source, /^https:\/\//);
      const redactor = createRedactor();
      redactor.learn(...known);
      assert.equal(redactor.text(text), expect);
    });
  }

  it("changes nothing the second time", () => {
    const redactor = createRedactor();
    for (const { known, text, expect } of cases) {
      redactor.learn(...known);
      if (known.length === 0) assert.equal(redactor.text(expect), expect);
      else redactor.text(text);
    }
  });

  it("takes long text in linear time", () => {
    const redactor = createRedactor();
    const started = performance.now();
    for (const word of ["a", "A1b/", "eyJ", "password=", "<SessionToken>", "arn:aws:iam::1:role/"]) {
      redactor.text(word.repeat(50_000));
    }
    assert.ok(performance.now() - started < 10_000);
  });
});
