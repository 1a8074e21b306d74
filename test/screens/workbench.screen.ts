import assert from "node:assert/strict";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { Workbench } from "./harness/workbench.ts";

describe("the workbench", () => {
  let workbench: Workbench;

  before(async () => {
    const { env, workspace } = makeFixtureHome();
    workbench = await Workbench.open({ folder: workspace, env });
  });

  after(() => workbench.close());

  it("shows the profiles of ~/.aws in our view", async () => {
    await workbench.showView();
    const labels = (await workbench.treeRows()).map(({ label }) => label);
    await workbench.screenshot("profiles");
    assert.ok(labels.includes("base"), `rows: ${labels.join(", ")}`);
  });

  it("offers the three checks in the palette, and no command of a row", async () => {
    for (const title of ["Assume Role", "Check Caller Identity", "List S3 Bucket"])
      assert.equal(await workbench.offersCommand(`Assume Role: ${title}`), true, title);
    assert.equal(await workbench.offersCommand("Assume Role: Use Profile"), false);
  });
});
