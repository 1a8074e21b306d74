import assert from "node:assert/strict";
import { loadedFiles } from "../harness/loadedFiles.ts";
import { ourExtension } from "../harness/ourExtension.ts";

describe("the desktop entry", () => {
  it("is the one that runs, beside the harness's own home", async () => {
    await ourExtension().activate();
    assert.equal(performance.getEntriesByName("assumeRole.activated").length, 1);
    assert.equal(process.env["AWS_CONFIG_FILE"], `${process.env["HOME"] ?? ""}/.aws/config`);
  });

  it("reads a single file to activate", () => {
    assert.deepEqual(loadedFiles().activated, ["extension.js"]);
  });

  it("reads no more for JSON that is not ours", () => {
    assert.deepEqual(loadedFiles().ordinaryJson, ["extension.js"]);
  });
});
