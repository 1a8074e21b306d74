import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import { parseJson } from "../../../../src/core/json/parseJson.ts";
import { documentKindByName } from "../../../../src/core/policy/kindByName.ts";
import type { PolicyKind } from "../../../../src/core/policy/model.ts";
import { completePolicy } from "../../../../src/language/completion/complete.ts";
import { hoverPolicy } from "../../../../src/language/hover/hover.ts";
import { noFacts } from "../../../../src/language/workspaceFacts.ts";
import { acceptItem } from "./acceptItem.ts";
import { exampleFacts } from "./facts.ts";
import { openCatalogue } from "./openCatalogue.ts";
import { policies } from "./policies.ts";

describe("completion at every offset", () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCatalogue();
  });

  for (const { name, kind, text } of policies) {
    it(`every item accepted in ${name} leaves valid JSON`, async function () {
      this.timeout(60_000);
      assert.deepEqual(parseJson(text).problems, []);
      let accepted = 0;
      for (let offset = 0; offset <= text.length; offset++) {
        for (const item of await sample(catalogue, kind, text, offset)) {
          const result = acceptItem(text, item);
          assert.ok(parseJson(result).problems.length === 0, `${item.label} at ${offset}:\n${result}`);
          accepted++;
        }
        await hoverPolicy(catalogue, { kind, text, offset, facts: exampleFacts });
      }
      assert.ok(accepted > 100);
    });

    it(`a string of ${name} that is half typed is completed`, async function () {
      this.timeout(60_000);
      let accepted = 0;
      for (const { index, 0: string } of text.matchAll(/"(?:[^"\\]|\\.)*"/g)) {
        for (const [kept, end] of [
          [0, '"'],
          [0, ""],
          [3, '"'],
          [3, ""],
        ] as const) {
          const start = index + Math.min(kept + 1, string.length - 1);
          const typed = text.slice(0, start) + end + text.slice(index + string.length);
          for (const item of await sample(catalogue, kind, typed, start)) {
            const result = acceptItem(typed, item);
            assert.ok(
              parseJson(result).problems.length === 0,
              `${item.label} at ${start} of:\n${typed}\ngives:\n${result}`,
            );
            accepted++;
          }
        }
      }
      assert.ok(accepted > 100);
    });

    it(`a comma that is missing in ${name} is added`, async function () {
      this.timeout(60_000);
      let accepted = 0;
      for (const { index } of text.matchAll(/,(?=\s*["{[])/g)) {
        const typed = `${text.slice(0, index)} ${text.slice(index + 1)}`;
        const before = parseJson(typed).problems.length;
        for (const item of await sample(catalogue, kind, typed, index + 1)) {
          const result = acceptItem(typed, item);
          assert.ok(parseJson(result).problems.length < Math.max(1, before), `${item.label}:\n${result}`);
          accepted++;
        }
      }
      assert.ok(accepted > 10);
    });

    it(`truncated and spliced forms of ${name} never throw`, async function () {
      this.timeout(60_000);
      const random = seeded(text.length);
      for (let round = 0; round < 400; round++) {
        const from = Math.floor(random() * text.length);
        const to = Math.floor(random() * text.length);
        const mangled = random() < 0.5 ? text.slice(0, from) : text.slice(0, from) + text.slice(to);
        const offset =
          random() < 0.5 ? Math.min(from, mangled.length) : Math.floor(random() * (mangled.length + 1));
        const request = { kind, text: mangled, offset, facts: noFacts };
        const { items } = await completePolicy(catalogue, request);
        for (const item of items.slice(0, 3)) acceptItem(mangled, item);
        await hoverPolicy(catalogue, request);
      }
    });
  }

  it("the policies of the examples, whole and cut off, never throw", async function () {
    this.timeout(60_000);
    let places = 0;
    for (const { kind, text } of examplePolicies()) {
      for (let offset = places % 11; offset <= text.length; offset += 11) {
        for (const read of [text, text.slice(0, offset)]) {
          const request = { kind, text: read, offset, facts: exampleFacts };
          await completePolicy(catalogue, request);
          await hoverPolicy(catalogue, request);
          places++;
        }
      }
    }
    assert.ok(places > 500);
  });
});

function examplePolicies(): { readonly kind: PolicyKind; readonly text: string }[] {
  const folder = join(import.meta.dirname, "../../../../examples");
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).flatMap((name) => {
    const kind = documentKindByName(name);
    if (kind === undefined || kind === "roleConfig") return [];
    return [{ kind, text: readFileSync(join(folder, name), "utf8") }];
  });
}

/** A few items of each kind: a list of two hundred actions is written by one piece of code. */
async function sample(catalogue: Catalogue, kind: PolicyKind, text: string, offset: number) {
  const { items } = await completePolicy(catalogue, { kind, text, offset, facts: exampleFacts });
  const seen = new Map<number | undefined, number>();
  return items.filter((item) => {
    const count = (seen.get(item.kind) ?? 0) + 1;
    seen.set(item.kind, count);
    return count <= 2 || item === items.at(-1);
  });
}

/** A small generator with a fixed start, so that a failure can be seen again: https://en.wikipedia.org/wiki/Xorshift */
function seeded(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
