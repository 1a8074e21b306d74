import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { analyzerChecks } from "../../../../scripts/rules/analyzerChecks.ts";
import { makeCodePages } from "../../../../scripts/rules/codePages.ts";
import { makePages } from "../../../../scripts/rules/pages.ts";

describe("the pages of the documentation", () => {
  for (const [folder, make] of [
    ["docs/rules", makePages],
    ["docs/role-configs", () => makeCodePages("role-configs")],
    ["docs/aws-files", () => makeCodePages("aws-files")],
  ] as const) {
    it(`${folder} is what \`npm run rules:docs\` writes`, async () => {
      const pages = await make();
      assert.deepEqual(readdirSync(folder).sort(), [...pages.keys()].sort());
      for (const [name, text] of pages) {
        assert.equal(readFileSync(join(folder, name), "utf8"), text, `${name}: run npm run rules:docs`);
      }
    }).timeout(60_000);
  }

  it("covers every check of IAM Access Analyzer that is not for service control policies alone", () => {
    const table = readFileSync("docs/rules/README.md", "utf8");
    // The ids that AWS documents, as of the day on which the list was made; SCP_… left out.
    const ids = readFileSync("test/cases/rules/access-analyzer-ids.txt", "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    assert.ok(ids.length > 100);
    assert.deepEqual(Object.values(analyzerChecks).flat().sort(), [...ids].sort());
    for (const id of ids) assert.match(table, new RegExp(`\\b${id}\\b`), id);
  });
});
