import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import type { PolicyKind } from "../../../../src/core/policy/model.ts";
import { hoverPolicy } from "../../../../src/language/hover/hover.ts";
import { exampleFacts } from "../completion/facts.ts";
import { openCatalogue } from "../completion/openCatalogue.ts";

/** `|` in `text` is where the pointer is. */
interface Case {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly text: string;
  /** Parts of the hover, without its Markdown escapes; none means that there is no hover. */
  readonly says: readonly string[];
  readonly saysNot?: readonly string[];
  /** The text that the hover is about. */
  readonly about?: string;
}

const folder = join(import.meta.dirname, "../../../cases/hover");

describe("hover", () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCatalogue();
  });

  for (const file of readdirSync(folder).sort()) {
    const { cases } = JSON.parse(readFileSync(join(folder, file), "utf8")) as { cases: Case[] };
    describe(file.replace(".json", ""), () => {
      for (const one of cases) it(one.name, () => check(catalogue, one));
    });
  }

  it("names every action that a wildcard covers", async () => {
    for (const pattern of ["s3:*", "ec2:Describe*", "iam:*Role*", "*:TagResource"]) {
      const text = JSON.stringify({ Statement: [{ Action: pattern }] });
      const hover = await hoverPolicy(catalogue, {
        kind: "identity",
        text,
        offset: text.indexOf(pattern),
        facts: exampleFacts,
      });
      const value = markdownOf(hover?.contents);
      const named = new Set([...value.matchAll(/`([^`]+)`/g)].map((match) => match[1]));
      const single = !pattern.startsWith("*");
      for (const { service, name } of catalogue.expand(pattern)) {
        assert.ok(named.has(single ? name : `${service}:${name}`), `${pattern}: ${service}:${name}`);
      }
    }
  });

  it("escapes Markdown in text from the file", async () => {
    const evil = "arn:aws:iam::111122223333:role/`[x](command:evil)`<img src=x>";
    const text = JSON.stringify({ Statement: [{ Resource: evil }] });
    const hover = await hoverPolicy(catalogue, {
      kind: "identity",
      text,
      offset: text.indexOf("arn:"),
      facts: exampleFacts,
    });
    // Inside a fence that is longer than the run of back ticks in it, nothing is Markdown.
    assert.match(
      markdownOf(hover?.contents),
      /`` `\[x\]\(command:evil\)`<img src=x> ``|``\[x\]\(command:evil\)`<img src=x>``/,
    );
  });
});

async function check(catalogue: Catalogue, one: Case): Promise<void> {
  const offset = one.text.indexOf("|");
  assert.ok(offset !== -1, "The text has no pointer.");
  const text = one.text.slice(0, offset) + one.text.slice(offset + 1);
  const hover = await hoverPolicy(catalogue, { kind: one.kind, text, offset, facts: exampleFacts });
  if (one.says.length === 0) {
    assert.equal(hover, undefined);
    return;
  }
  const value = markdownOf(hover?.contents).replace(/\\([!-/:-@[-`{-~])/g, "$1");
  for (const part of one.says) assert.ok(value.includes(part), `'${part}' is not in:\n${value}`);
  for (const part of one.saysNot ?? []) assert.ok(!value.includes(part), `'${part}' is in:\n${value}`);
  if (one.about === undefined) return;
  const range = hover?.range;
  assert.ok(range !== undefined);
  assert.equal(text.slice(range.start.character, range.end.character), one.about);
}

function markdownOf(contents: unknown): string {
  assert.ok(typeof contents === "object" && contents !== null && "value" in contents, "There is no hover.");
  assert.ok("kind" in contents && contents.kind === "markdown");
  return String(contents.value);
}
