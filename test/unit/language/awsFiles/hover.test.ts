import assert from "node:assert/strict";
import { hoverAwsFile } from "../../../../src/language/awsFiles/hover.ts";
import { awsFileSymbols } from "../../../../src/language/awsFiles/symbols.ts";
import { readCaretCases, requestOf, type CaretFiles } from "./caretCase.ts";

interface Case extends CaretFiles {
  /** The text under the hover; none where nothing shows. */
  readonly on?: string;
  readonly says?: readonly string[];
}

// The file is ours and has this shape.
const cases = readCaretCases("awsHover/hover.json") as readonly Case[];

describe("hover in ~/.aws files", () => {
  for (const one of cases) {
    it(one.name, () => {
      const { text, ...request } = requestOf(one);
      const hover = hoverAwsFile(request);
      if (one.on === undefined) {
        assert.equal(hover, undefined);
        return;
      }
      assert.ok(
        hover?.range !== undefined && typeof hover.contents === "object" && "value" in hover.contents,
      );
      const { start, end } = hover.range;
      assert.equal(start.line, end.line);
      assert.equal(text.split("\n")[start.line]?.slice(start.character, end.character), one.on);
      for (const words of one.says ?? []) {
        assert.ok(hover.contents.value.includes(words), `'${words}' is not in: ${hover.contents.value}`);
      }
      assert.ok(!/wJalr|AKIA/.test(hover.contents.value));
    });
  }
});

describe("the outline of ~/.aws files", () => {
  it("lists sections and keys, without secrets", () => {
    const text = [
      "[profile a]",
      "region = eu-west-1",
      "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      "s3 =",
      "  addressing_style = path",
      "[sso-session corp]",
      "[]",
    ].join("\n");
    const symbols = awsFileSymbols("config", text);
    const [first] = symbols;
    assert.ok(first !== undefined);
    assert.equal(first.selectionRange.end.character, "[profile a]".length);
    const keys = first.children ?? [];
    assert.equal(keys[2]?.children?.[0]?.name, "addressing_style");
    assert.deepEqual(
      keys.map(({ name, detail }) => [name, detail]),
      [
        ["region", "eu-west-1"],
        ["aws_secret_access_key", ""],
        ["s3", ""],
      ],
    );
    assert.deepEqual(
      symbols.map(({ name, detail }) => [name, detail]),
      [
        ["a", "profile"],
        ["corp", "sso-session"],
        ["[]", ""],
      ],
    );
  });
});
