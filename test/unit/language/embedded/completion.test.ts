import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import type { PolicyKind } from "../../../../src/core/policy/model.ts";
import { completePolicy } from "../../../../src/language/completion/complete.ts";
import { completeEmbedded, hoverEmbedded } from "../../../../src/language/embedded/embeddedService.ts";
import { findEmbedded } from "../../../../src/language/embedded/findEmbedded.ts";
import { hoverPolicy } from "../../../../src/language/hover/hover.ts";
import { acceptItem, passesFilter, typedWord } from "../completion/acceptItem.ts";
import { exampleFacts } from "../completion/facts.ts";
import { openCatalogue } from "../completion/openCatalogue.ts";
import { hasAttribute, hasResource, inPlan, textInTemplate } from "./embedding.ts";

/** `|` is the caret. */
interface Case {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly text: string | readonly string[];
  readonly accept?: string;
}

interface Marked {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly text: string;
  readonly offset: number;
  readonly accept: string | undefined;
}

const facts = exampleFacts;

/** Every caret case of completion and hover once more, inside a template and inside a string of a plan. */
describe("completion and hover in embedded policies", () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCatalogue();
  });
  const open = () => Promise.resolve(catalogue);

  it("offer in a template what they offer in a file, and put it in its place", async () => {
    let accepted = 0;
    for (const { name, kind, text, offset, accept } of markedCases("completion")) {
      if (!text.startsWith("{") || !hasResource(kind)) continue;
      const around = textInTemplate(text, kind);
      const found = findEmbedded(around.text);
      assert.ok(found?.policies[0] !== undefined, name);
      const inside = await completeEmbedded(open, {
        text: around.text,
        found,
        offset: around.start + offset,
        facts,
      });
      const alone = await completePolicy(catalogue, { kind, text, offset, facts, withoutSchema: true });
      const items = inside?.items.filter(({ kind: type }) => type !== 15) ?? [];
      assert.deepEqual(
        items.map(({ label }) => label),
        alone.items.filter(({ kind: type }) => type !== 15).map(({ label }) => label),
        name,
      );
      const item = accept === undefined ? undefined : items.find(({ label }) => label === accept);
      const same = alone.items.find(({ label }) => label === accept);
      if (item === undefined || same === undefined) continue;
      assert.equal(acceptItem(around.text, item), textInTemplate(acceptItem(text, same), kind).text, name);
      accepted++;
    }
    assert.ok(accepted > 30, String(accepted));
  }).timeout(60_000);

  it("offer in a string of a plan what they offer in a file, escaped", async () => {
    let accepted = 0;
    for (const { name, kind, text, offset, accept } of markedCases("completion")) {
      if (!text.startsWith("{") || !hasAttribute(kind)) continue;
      const around = inPlan(text, kind);
      const found = findEmbedded(around);
      const policy = found?.policies[0];
      assert.ok(found !== undefined && policy !== undefined, name);
      const at = policy.span.start + JSON.stringify(text.slice(0, offset)).length - 2;
      const inside = await completeEmbedded(open, { text: around, found, offset: at, facts });
      const alone = await completePolicy(catalogue, { kind, text, offset, facts, withoutSchema: true });
      const items = inside?.items.filter(({ kind: type }) => type !== 15) ?? [];
      assert.deepEqual(
        items.map(({ label }) => label),
        alone.items.filter(({ kind: type }) => type !== 15).map(({ label }) => label),
        name,
      );
      const item = accept === undefined ? undefined : items.find(({ label }) => label === accept);
      const same = alone.items.find(({ label }) => label === accept);
      if (item === undefined || same === undefined) continue;
      assert.ok(
        passesFilter(typedWord(around, at, item), item.filterText ?? item.label),
        `${name}: ${item.filterText ?? ""} does not fit ${typedWord(around, at, item)}`,
      );
      assert.equal(compact(stringOf(acceptItem(around, item))), compact(acceptItem(text, same)), name);
      accepted++;
    }
    assert.ok(accepted > 30, String(accepted));
  }).timeout(60_000);

  it("say the same under the pointer", async () => {
    let said = 0;
    for (const { name, kind, text, offset } of markedCases("hover")) {
      const alone = await hoverPolicy(catalogue, { kind, text, offset, facts });
      if (hasResource(kind)) {
        const around = textInTemplate(text, kind);
        const found = findEmbedded(around.text);
        assert.ok(found !== undefined);
        const request = { text: around.text, found, offset: around.start + offset, facts };
        const hover = await hoverEmbedded(open, request);
        assert.deepEqual(hover?.contents, alone?.contents, name);
      }
      if (hasAttribute(kind)) {
        const around = inPlan(text, kind);
        const found = findEmbedded(around);
        const policy = found?.policies[0];
        assert.ok(found !== undefined && policy !== undefined, name);
        const at = policy.span.start + JSON.stringify(text.slice(0, offset)).length - 2;
        const hover = await hoverEmbedded(open, { text: around, found, offset: at, facts });
        assert.deepEqual(hover?.contents, alone?.contents, name);
        if (hover !== undefined) said++;
      }
    }
    assert.ok(said > 10, String(said));
  }).timeout(60_000);
});

function markedCases(folder: string): readonly Marked[] {
  const path = join(import.meta.dirname, "../../../cases", folder);
  return readdirSync(path).flatMap((file) => {
    const { cases } = JSON.parse(readFileSync(join(path, file), "utf8")) as {
      readonly cases: readonly Case[];
    };
    return cases.map(({ name, kind, text, accept }) => {
      const marked = typeof text === "string" ? text : text.join("\n");
      const offset = marked.indexOf("|");
      return {
        name: `${file}: ${name}`,
        kind,
        offset,
        text: marked.slice(0, offset) + marked.slice(offset + 1),
        accept,
      };
    });
  });
}

/** The one policy of a plan. */
function stringOf(plan: string): string {
  const policy = findEmbedded(plan)?.policies[0];
  assert.ok(policy !== undefined, plan);
  return policy.text.text;
}

/** Line breaks of snippets are blanks in a string. */
function compact(text: string): string {
  return text.replace(/\s+/g, "");
}
