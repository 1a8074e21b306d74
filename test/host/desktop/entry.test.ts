import assert from "node:assert/strict";
import { ourExtension } from "../harness/ourExtension.ts";

describe("the desktop entry", () => {
  it("is the one that runs, beside the harness's own home", async () => {
    await ourExtension().activate();
    assert.equal(performance.getEntriesByName("assumeRole.activated").length, 1);
    assert.equal(process.env["AWS_CONFIG_FILE"], `${process.env["HOME"] ?? ""}/.aws/config`);
  });

  it("does not load the AWS SDK to activate", async () => {
    await ourExtension().activate();
    const loaded = Object.keys(require.cache).filter((file) => file.startsWith(ourExtension().extensionPath));
    assert.ok(
      loaded.some((file) => file.endsWith("extension.js")),
      "dist/extension.js is not in the cache",
    );
    assert.deepEqual(
      loaded.filter((file) => file.endsWith("live.js")),
      [],
    );
  });
});
