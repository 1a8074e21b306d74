import assert from "node:assert/strict";
import { getNodeValue } from "jsonc-parser";
import { parseJson } from "../../../../src/core/json/parseJson.ts";

const valueOf = (text: string): unknown => {
  const { root } = parseJson(text);
  // The parser makes objects without a prototype.
  return root && JSON.parse(JSON.stringify(getNodeValue(root)));
};

describe("parseJson", () => {
  it("counts nesting outside strings and comments only", () => {
    const brackets = "[".repeat(500);
    assert.deepEqual(valueOf(`{"a": "${brackets}"}`), { a: brackets });
    assert.deepEqual(valueOf(`{"a": "\\"${brackets}"}`), { a: `"${brackets}` });
    assert.deepEqual(valueOf(`{ // ${brackets}\n "a": 1 /* ${brackets} */ }`), { a: 1 });
  });

  it("allows deep nesting up to a limit, and names the place where it is passed", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    assert.deepEqual(parseJson(nested(200)).problems, []);
    const { root, problems } = parseJson(nested(201));
    assert.equal(root, undefined);
    assert.deepEqual(problems[0]?.span, { start: 200, end: 201 });
  });

  it("finds nesting behind a broken string or comment", () => {
    const deep = "[".repeat(100_000);
    for (const text of [`"unended\n${deep}`, `/* ended */${deep}`, `"\\\\"${deep}`, `// ended\r${deep}`]) {
      assert.match(parseJson(text).problems[0]?.message ?? "", /nested/, JSON.stringify(text.slice(0, 20)));
    }
  });

  it("says what is wrong in words", () => {
    assert.deepEqual(parseJson('{"a": 1 "b": 2}').problems, [
      { message: "JSON: comma expected.", span: { start: 8, end: 11 } },
    ]);
  });

  it("takes an empty text for nothing", () => {
    assert.deepEqual(parseJson(" \n// note\n"), { root: undefined, problems: [] });
  });
});
