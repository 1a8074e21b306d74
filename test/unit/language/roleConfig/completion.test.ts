import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import { parseJson } from "../../../../src/core/json/parseJson.ts";
import { resolveCompletion } from "../../../../src/language/completion/resolve.ts";
import { completeRoleConfig } from "../../../../src/language/roleConfig/complete.ts";
import { noFacts } from "../../../../src/language/workspaceFacts.ts";
import { acceptItem, passesFilter, typedWord } from "../completion/acceptItem.ts";
import { exampleFacts } from "../completion/facts.ts";
import { openCatalogue } from "../completion/openCatalogue.ts";
import { files, profiles } from "./world.ts";

interface Case {
  readonly name: string;
  /** `|` is the caret. */
  readonly text: string;
  readonly facts?: boolean;
  readonly labels?: readonly string[];
  readonly first?: readonly string[];
  readonly all?: readonly string[];
  readonly absent?: readonly string[];
  readonly accept?: string;
  readonly result?: string | readonly string[];
  readonly documentation?: readonly string[];
  /** The tab stop that is left has no value yet. */
  readonly broken?: boolean;
}

// The file is ours and has this shape.
const { cases } = JSON.parse(readFileSync("test/cases/roleConfigCompletion/completion.json", "utf8")) as {
  readonly cases: readonly Case[];
};

describe("completion in role configs", () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCatalogue();
  });

  const completeAt = (text: string, offset: number, facts = noFacts) =>
    completeRoleConfig(() => Promise.resolve(catalogue), {
      text,
      offset,
      facts,
      profiles,
      files: files.list,
    });

  for (const one of cases) {
    it(one.name, async () => {
      const offset = one.text.indexOf("|");
      assert.ok(offset !== -1);
      const text = one.text.replace("|", "");
      const { items } = await completeAt(text, offset, one.facts === true ? exampleFacts : noFacts);
      assert.equal(new Set(items.map(({ label }) => label)).size, items.length, "a label is offered twice");
      const shown = items
        .filter((item) => passesFilter(typedWord(text, offset, item), item.filterText ?? item.label))
        .sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1));
      const labels = shown.map(({ label }) => label);
      const some = labels.slice(0, 40).join(" ");
      for (const label of one.labels ?? []) assert.ok(labels.includes(label), `${label} is not in: ${some}`);
      for (const label of one.absent ?? []) assert.ok(!labels.includes(label), `${label} is offered`);
      if (one.all !== undefined) assert.deepEqual(labels, one.all);
      if (one.first !== undefined) assert.deepEqual(labels.slice(0, one.first.length), one.first);
      if (one.accept === undefined) return;
      const item = shown.find(({ label }) => label === one.accept);
      assert.ok(item !== undefined, `${one.accept} is not in: ${some}`);
      const result = acceptItem(text, item);
      assert.equal(result, typeof one.result === "string" ? one.result : one.result?.join("\n"));
      if (one.broken !== true) assert.deepEqual(parseJson(result).problems, []);
      const documentation = JSON.stringify((await resolveCompletion(catalogue, item)).documentation ?? "");
      for (const words of one.documentation ?? []) assert.ok(documentation.includes(words), documentation);
    });
  }

  it("answers at every offset of half-typed text", async () => {
    const text =
      '{ "version": 1, // note\n "caller": { "principal": { "service": "ec" }, "policies": ["a", { "Statement": [{ "Action": ] }] \n "hops": [{ "roleArn": "x, }], "checks": [{ "action": "s3:" "context": { "aws:SourceIp" } }';
    for (let offset = 0; offset <= text.length; offset++) {
      for (const item of (await completeAt(text, offset)).items.slice(0, 3)) {
        assert.doesNotMatch(typedWord(text, offset, item), /\n/);
      }
    }
  }).timeout(30_000);
});
