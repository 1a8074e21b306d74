import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageExtension, vsixFile } from "../../scripts/packaging/vsix.ts";
import { removeFolderAtExit } from "../../scripts/process/atExit.ts";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { installVsix } from "../../scripts/vscode/server.ts";
import { installServer } from "../../scripts/vscode/serverInstall.ts";
import { Workbench } from "./harness/workbench.ts";

describe("the packaged extension", () => {
  it("installs and runs like any other", async () => {
    const installedIn = mkdtempSync(join(tmpdir(), "extensions-"));
    removeFolderAtExit(installedIn);
    await packageExtension();
    await installVsix(await installServer(console.log), vsixFile, installedIn);
    const { env, workspace } = makeFixtureHome();
    const workbench = await Workbench.open({ folder: workspace, env, extension: { installedIn } });
    try {
      await workbench.showView();
      assert.equal((await workbench.treeRow("deploy")).level, 2);
    } finally {
      await workbench.close();
    }
  });
});
