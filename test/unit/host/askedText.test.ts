import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { asAsked } from "../../../src/host/authoring/asAsked.ts";
import { ifUnchanged } from "../../../src/host/authoring/ifUnchanged.ts";

/** As VS Code has it: an object of getters, whose text changes under it. */
function typedInto(text: string): { readonly document: vscode.TextDocument; type(more: string): void } {
  let now = text;
  let version = 1;
  const document = {
    languageId: "json",
    get version() {
      return version;
    },
    getText: () => now,
    offsetAt: () => now.length,
  };
  return {
    document: document as unknown as vscode.TextDocument,
    type(more) {
      now += more;
      version++;
    },
  };
}

const at = (line: number, character: number) => ({ line, character }) as unknown as vscode.Position;

describe("a question that waits for what answers it", () => {
  it("is answered for the text it was asked for, at any of its places", async () => {
    const typed = typedInto("a\r\nP");
    const load = () => {
      typed.type("BP");
      return Promise.resolve("loaded");
    };
    const answer = await asAsked(typed.document, load, (features, asked) => [
      features,
      asked.languageId,
      asked.getText(),
      asked.offsetAt(at(0, 1)),
      asked.offsetAt(at(1, 1)),
      asked.version,
    ]);
    assert.deepEqual(answer, ["loaded", "json", "a\r\nP", 1, 4, 1]);
  });

  it("is answered with the document itself where nothing was typed", async () => {
    const { document } = typedInto("P");
    const load = () => Promise.resolve();
    assert.ok(await asAsked(document, load, (_, asked) => asked === document));
  });

  it("that counts in the text as it is now is not answered for another text", async () => {
    const typed = typedInto("P");
    assert.equal(await ifUnchanged(typed.document, () => Promise.resolve("answer")), "answer");
    const answer = await ifUnchanged(typed.document, () => {
      typed.type("BP");
      return Promise.resolve("answer");
    });
    assert.equal(answer, undefined);
  });
});
