import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { asAsked } from "../../../src/host/authoring/asAsked.ts";

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

const position = { line: 0, character: 1 } as unknown as vscode.Position;

describe("a question that waits for what answers it", () => {
  it("is answered for the text it was asked for", async () => {
    const typed = typedInto("P");
    const load = () => {
      typed.type("BP");
      return Promise.resolve("loaded");
    };
    const answer = await asAsked(typed.document, position, load, (features, asked) => [
      features,
      asked.languageId,
      asked.getText(),
      asked.offsetAt(position),
      asked.version,
    ]);
    assert.deepEqual(answer, ["loaded", "json", "P", 1, 1]);
  });

  it("is answered with the document itself where nothing was typed", async () => {
    const { document } = typedInto("P");
    const load = () => Promise.resolve();
    assert.ok(await asAsked(document, position, load, (_, asked) => asked === document));
  });
});
