import assert from "node:assert/strict";
import type { CompletionItem } from "vscode-languageserver-types";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import { LanguageService } from "../../../../src/language/languageService.ts";
import { noFacts } from "../../../../src/language/workspaceFacts.ts";
import { openCatalogue } from "./openCatalogue.ts";

describe("the language service", () => {
  let opened: Promise<Catalogue> | undefined;
  let asked = 0;
  const service = new LanguageService(() => {
    asked++;
    opened ??= openCatalogue();
    return opened;
  });
  const text = '{"Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Sid": "Read"}}';
  const offset = text.indexOf("s3:") + 3;
  const request = { kind: "identity" as const, text, offset, facts: noFacts };

  it("does not open the catalogue for an outline or for links", () => {
    assert.equal(service.symbols(text)[0]?.name, "Read");
    assert.deepEqual(service.links(text), []);
    assert.deepEqual(
      service.configLinks(
        '{"version": 1, "caller": {"policies": ["a.json"]}, "hops": []}',
        (path) => `x:${path}`,
      ).length,
      1,
    );
    assert.equal(asked, 0);
  });

  it("completes, and documents an item when it is shown", async () => {
    const { items } = await service.complete(request);
    const item = items.find(({ label }) => label === "s3:GetObject");
    assert.ok(item !== undefined);
    assert.equal(item.documentation, undefined);
    // An editor keeps items as JSON.
    const resolved = await service.resolve(JSON.parse(JSON.stringify(item)) as CompletionItem);
    assert.ok(typeof resolved.documentation === "object");
    assert.match(resolved.documentation.value, /Grants permission to retrieve objects/);
    assert.deepEqual({ ...resolved, documentation: undefined }, { ...item, documentation: undefined });
  });

  it("hovers", async () => {
    const hover = await service.hover(request);
    assert.deepEqual(hover?.range, {
      start: { line: 0, character: text.indexOf('"s3:') },
      end: { line: 0, character: text.indexOf('"s3:') + '"s3:GetObject"'.length },
    });
  });

  it("answers for a policy inside a larger document", async () => {
    const outer = `{"Resources": {"R": {"PolicyDocument": ${text}}}}`;
    const start = outer.indexOf('{"Statement"');
    const within = { start, end: start + text.length };
    const inner = { ...request, text: outer, offset: offset + start, within };
    assert.deepEqual(
      (await service.complete(inner)).items.map(({ label }) => label),
      (await service.complete(request)).items.map(({ label }) => label),
    );
    assert.deepEqual((await service.hover(inner))?.contents, (await service.hover(request))?.contents);
    assert.deepEqual((await service.complete({ ...inner, offset: 1 })).items, []);
  });

  it("says when the catalogue cannot be read", async () => {
    const broken = new LanguageService(() => Promise.reject(new Error("no file")));
    await assert.rejects(broken.complete(request), /no file/);
  });
});
