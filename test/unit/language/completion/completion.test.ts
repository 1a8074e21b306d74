import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CompletionItem } from "vscode-languageserver-types";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import { parseJson } from "../../../../src/core/json/parseJson.ts";
import type { PolicyKind } from "../../../../src/core/policy/model.ts";
import { completePolicy } from "../../../../src/language/completion/complete.ts";
import { resolveCompletion } from "../../../../src/language/completion/resolve.ts";
import { noFacts } from "../../../../src/language/workspaceFacts.ts";
import { acceptItem, passesFilter, typedWord } from "./acceptItem.ts";
import { exampleFacts } from "./facts.ts";
import { openCatalogue } from "./openCatalogue.ts";

/** `|` in `text` is the caret; lines may be an array. */
interface Case {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly text: string | readonly string[];
  /** With the example workspace and profiles. */
  readonly facts?: boolean;
  /** No schema is attached: the editor repeats what similar objects have. */
  readonly withoutSchema?: boolean;
  /** Labels that are offered and shown for what is typed. */
  readonly labels?: readonly string[];
  /** All labels, in the order of the editor. */
  readonly all?: readonly string[];
  /** The first labels, in the order of the editor. */
  readonly first?: readonly string[];
  readonly absent?: readonly string[];
  readonly incomplete?: boolean;
  /** A label, and what the text is after it is accepted. */
  readonly accept?: string;
  readonly result?: string | readonly string[];
  /** Words in the documentation of the accepted item. */
  readonly documentation?: readonly string[];
}

interface CaseFile {
  readonly source: string;
  readonly cases: readonly Case[];
}

const folder = join(import.meta.dirname, "../../../cases/completion");

describe("completion", () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCatalogue();
  });

  for (const file of readdirSync(folder).sort()) {
    const { cases } = JSON.parse(readFileSync(join(folder, file), "utf8")) as CaseFile;
    describe(file.replace(".json", ""), () => {
      for (const one of cases) it(one.name, () => check(catalogue, one));
    });
  }
});

async function check(catalogue: Catalogue, one: Case): Promise<void> {
  const marked = lines(one.text);
  const offset = marked.indexOf("|");
  assert.ok(offset !== -1, "The text has no caret.");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const facts = one.facts === true ? exampleFacts : noFacts;
  const withoutSchema = one.withoutSchema ?? false;
  const list = await completePolicy(catalogue, { kind: one.kind, text, offset, facts, withoutSchema });
  const shown = list.items
    .filter((item) => passesFilter(typedWord(text, offset, item), item.filterText ?? item.label))
    .sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1));
  const labels = shown.map(({ label }) => label);

  assert.equal(
    new Set(list.items.map(({ label }) => label)).size,
    list.items.length,
    "A label is offered twice.",
  );
  for (const label of one.labels ?? [])
    assert.ok(labels.includes(label), `${label} is not in ${labels.join(", ")}`);
  for (const label of one.absent ?? []) assert.ok(!labels.includes(label), `${label} is offered`);
  if (one.all !== undefined) assert.deepEqual(labels, one.all);
  if (one.first !== undefined) assert.deepEqual(labels.slice(0, one.first.length), one.first);
  if (one.incomplete !== undefined) assert.equal(list.isIncomplete, one.incomplete);
  if (one.accept === undefined) return;

  const item = shown.find(({ label }) => label === one.accept);
  assert.ok(item !== undefined, `${one.accept} is not in ${labels.join(", ")}`);
  const result = acceptItem(text, item);
  if (one.result !== undefined) assert.equal(result, lines(one.result));
  assert.deepEqual(parseJson(result).problems, []);
  const words = documentationOf(await resolveCompletion(catalogue, item));
  for (const word of one.documentation ?? [])
    assert.ok(words.includes(word), `'${word}' is not in: ${words}`);
}

function documentationOf({ documentation }: CompletionItem): string {
  if (documentation === undefined) return "";
  return typeof documentation === "string" ? documentation : documentation.value;
}

function lines(text: string | readonly string[]): string {
  return typeof text === "string" ? text : text.join("\n");
}

describe("completion in another partition", () => {
  it("names ARNs and services of that partition", async () => {
    const catalogue = await openCatalogue();
    const facts = { ...noFacts, partition: "aws-cn", region: "cn-north-1" };
    const labels = async (text: string) => {
      const offset = text.indexOf("|");
      const list = await completePolicy(catalogue, {
        kind: "trust",
        text: text.replace("|", ""),
        offset,
        facts,
      });
      return list.items.map(({ label }) => label);
    };
    assert.equal((await labels('{"Statement": {"Principal": {"Service": "|"}}}'))[0], "ec2.amazonaws.com.cn");
    assert.ok(
      (await labels('{"Statement": {"Principal": {"AWS": "|"}}}')).includes(
        "arn:aws-cn:iam::<ACCOUNT_ID>:root",
      ),
    );
    assert.deepEqual(
      await labels('{"Statement": {"Condition": {"StringEquals": {"aws:RequestedRegion": "|"}}}}'),
      ["cn-north-1", "cn-northwest-1"],
    );
  });
});
