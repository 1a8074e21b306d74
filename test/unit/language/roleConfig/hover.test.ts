import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parseRoleConfig } from "../../../../src/core/roleConfig/parse.ts";
import { hoverRoleConfig } from "../../../../src/language/roleConfig/hover.ts";
import { roleConfigSymbols } from "../../../../src/language/roleConfig/symbols.ts";
import { noFacts } from "../../../../src/language/workspaceFacts.ts";
import { exampleFacts } from "../completion/facts.ts";
import { openCatalogue } from "../completion/openCatalogue.ts";
import { files, profiles } from "./world.ts";

interface Case {
  readonly name: string;
  /** `|` is the pointer. */
  readonly text: string;
  readonly facts?: boolean;
  /** The text under the hover; none where nothing shows. */
  readonly on?: string;
  readonly says?: readonly string[];
}

// The file is ours and has this shape.
const { cases } = JSON.parse(readFileSync("test/cases/roleConfigHover/hover.json", "utf8")) as {
  readonly cases: readonly Case[];
};

describe("hover in role configs", () => {
  const catalogue = openCatalogue();

  for (const one of cases) {
    it(one.name, async () => {
      const offset = one.text.indexOf("|");
      const text = one.text.replace("|", "");
      const facts = one.facts === true ? exampleFacts : noFacts;
      const hover = await hoverRoleConfig(() => catalogue, {
        text,
        offset,
        facts,
        profiles,
        files: files.list,
      });
      if (one.on === undefined) {
        assert.equal(hover, undefined);
        return;
      }
      assert.ok(
        hover?.range !== undefined && typeof hover.contents === "object" && "value" in hover.contents,
      );
      assert.equal(text.slice(hover.range.start.character, hover.range.end.character), one.on);
      for (const words of one.says ?? []) {
        assert.ok(hover.contents.value.includes(words), `'${words}' is not in: ${hover.contents.value}`);
      }
    });
  }
});

describe("the outline of role configs", () => {
  it("lists the caller, hops, buckets and checks, and the statements of policies in them", () => {
    const text = JSON.stringify({
      version: 1,
      variables: { NO: "111122223333" },
      caller: { principal: { service: "ec2.amazonaws.com" }, policies: ["a.json"] },
      hops: [
        {
          roleArn: "arn:aws:iam::<NO>:role/R",
          trustPolicy: { Statement: [{ Sid: "Trusted", Effect: "Allow", Action: "sts:AssumeRole" }] },
        },
      ],
      buckets: [{ name: "b" }],
      checks: [
        { name: "lists", list: "s3://b/" },
        { action: "s3:GetObject", resource: "arn:aws:s3:::b/x" },
      ],
    });
    const symbols = roleConfigSymbols(text, parseRoleConfig(text));
    const hop = symbols.find(({ name }) => name === "hop 1");
    assert.equal(hop?.children?.[0]?.children?.[0]?.name, "Trusted");
    assert.deepEqual(
      symbols.map(({ name, detail, children }) => [name, detail, (children ?? []).map((one) => one.name)]),
      [
        ["<NO>", "111122223333", []],
        ["caller", "ec2.amazonaws.com", ["policy"]],
        ["hop 1", "arn:aws:iam::111122223333:role/R", ["trust"]],
        ["bucket", "b", []],
        ["lists", "list s3://b/", []],
        ["check 2", "s3:GetObject on arn:aws:s3:::b/x", []],
      ],
    );
    const inOrder = (range: { start: { character: number }; end: { character: number } }) =>
      range.start.character <= range.end.character;
    assert.ok(symbols.every(({ range, selectionRange }) => inOrder(range) && inOrder(selectionRange)));
  });
});
