import { equal } from "../harness/assert.ts";
import { ourExtension } from "../harness/ourExtension.ts";

describe("the browser entry", () => {
  it("runs in a web worker, without Node", async () => {
    await ourExtension().activate();
    equal(typeof globalThis.process, "undefined", "process");
    equal("importScripts" in globalThis, true, "importScripts");
    equal(ourExtension().extensionUri.scheme, "vscode-remote", "scheme of the extension's folder");
  });
});
