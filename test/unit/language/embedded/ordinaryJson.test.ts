import assert from "node:assert/strict";
import { documentContent } from "../../../../src/language/embedded/documentContent.ts";
import { ordinaryDocuments } from "../../../../scripts/ordinaryJson/documents.ts";
import { inTemplate } from "./embedding.ts";

/** What is found nowhere cannot be completed, judged or listed: no feature of ours does anything for these. */
describe("ordinary JSON", () => {
  for (const { name, languageId, text } of ordinaryDocuments()) {
    it(`${name} is left alone`, () => {
      const content = documentContent(`/app/${name}`, languageId, text);
      // A template or a plan is recognized as one; there is no policy in it.
      if (content?.kind === "embedded") {
        assert.deepEqual([content.found.policies, content.found.notRead], [[], []]);
      } else assert.equal(content, undefined);
    });
  }

  it("has sizes of real files", () => {
    const sizes = ordinaryDocuments().map(({ text }) => text.length);
    assert.ok(sizes.length >= 25);
    assert.ok(Math.max(...sizes) > 1_500_000, String(Math.max(...sizes)));
  });

  it("is told from a template with a policy, which is found wherever it lies but among installed packages", () => {
    const text = inTemplate({ Statement: [] }, "trust");
    for (const [path, kind] of [
      ["/app/cdk.out/Stack.template.json", "embedded"],
      ["/app/template.json", "embedded"],
      ["/app/node_modules/x/template.json", undefined],
    ] as const) {
      assert.equal(documentContent(path, "json", text)?.kind, kind, path);
    }
    assert.equal(documentContent("/app/template.yaml", "yaml", text), undefined);
  });
});
