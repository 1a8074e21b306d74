import assert from "node:assert/strict";
import fc from "fast-check";
import { readXml } from "../../../../src/core/saml/readXml.ts";

const refusal = (text: string): string => {
  const read = readXml(text);
  return read.kind === "refused" ? read.message : "it was read";
};

describe("reading XML that may be hostile", () => {
  it("gives elements, attributes and texts, without prefixes and comments", () => {
    const read = readXml(
      '\ufeff<?xml version="1.0"?><!-- x --><a:b xmlns:a="u" a:c=\'1 &lt; 2\' d = "&#x41;&#66;"> t<!-- no -->u&amp;<![CDATA[<&>]]><e/>v</a:b >\n',
    );
    assert.equal(read.kind, "xml");
    const { root } = read;
    assert.equal(root.name, "b");
    assert.deepEqual(
      [...root.attributes],
      [
        ["c", "1 < 2"],
        ["d", "AB"],
      ],
    );
    assert.equal(root.text, " tu&<&>v");
    assert.deepEqual(
      root.children.map(({ name }) => name),
      ["e"],
    );
  });

  it("refuses what declares or uses entities", () => {
    const bomb = `<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>`;
    assert.match(refusal(bomb), /declares a document type/);
    assert.match(refusal(`<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>`), /declares a document type/);
    assert.match(refusal("<a>&xxe;</a>"), /&xxe;/);
    assert.match(refusal('<a b="&xxe;"/>'), /&xxe;/);
    for (const one of ["&", "&;", "&#0;", "&#x110000;", "&#xZ;"])
      assert.match(refusal(`<a>${one}</a>`), /uses &/);
  });

  it("refuses what is not well-formed, with the place in words", () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ["", /no element/],
      ["text", /outside/],
      ["<a>", /<a> is not closed/],
      ["<a></b>", /<\/b> closes nothing/],
      ["<a/><b/>", /more than one root/],
      ["<a/>x", /outside/],
      ["<a b/>", /<a> is not well-formed/],
      ["<a b=c/>", /<a> is not well-formed/],
      ['<a b="1"c="2"/>', /<a> is not well-formed/],
      ['<a b="1" x:b="2"/>', /attribute b twice/],
      ['<a b="<"/>', /<a> is not well-formed/],
      ["< a/>", /before no name/],
      ["<!-- ", /not closed/],
      ["<a><![CDATA[", /not closed/],
      ["<a".padEnd(50, " "), /no name|well-formed/],
    ];
    for (const [text, words] of cases) assert.match(refusal(text), words, text);
    assert.match(refusal("<a>".repeat(200)), /100 elements deep/);
  });

  it("never throws, and reads large texts at once", () => {
    const scraps = [
      "<",
      ">",
      "/",
      "a",
      "=",
      '"',
      "'",
      "&",
      "&amp;",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "<?",
      "?>",
      " ",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...scraps), { maxLength: 40 }), (parts) => {
        readXml(parts.join(""));
      }),
      { numRuns: 3000, seed: 1 },
    );
    const start = performance.now();
    for (const part of ["<a ", "<!--", "&#", "<a b='", "</", "<![CDATA[", "a=", "<a>"])
      readXml(`<a>${part.repeat(100_000)}`);
    assert.ok(performance.now() - start < 3000, `${performance.now() - start} ms`);
  });
});
