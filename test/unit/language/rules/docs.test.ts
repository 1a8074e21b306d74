import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makePages } from "../../../../scripts/rules/pages.ts";

describe("docs/rules", () => {
  it("is what `npm run rules:docs` writes", async () => {
    const pages = await makePages();
    assert.deepEqual(readdirSync("docs/rules").sort(), [...pages.keys()].sort());
    for (const [name, text] of pages) {
      assert.equal(readFileSync(join("docs/rules", name), "utf8"), text, `${name}: run npm run rules:docs`);
    }
  }).timeout(60_000);
});
