import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { commandTable } from "../../src/host/commandTable.ts";
import { startRecordingSts, type RecordingSts } from "../servers/recordingSts.ts";
import { isAlwaysInPalette, titleOf } from "./harness/commandTitle.ts";
import { Workbench } from "./harness/workbench.ts";

const caller = "arn:aws:iam::111122223333:user/me";
describe("an untrusted workspace", () => {
  let workbench: Workbench;
  let sts: RecordingSts;

  before(async () => {
    sts = await startRecordingSts(caller);
    const { env, home, workspace } = makeFixtureHome();
    writeFileSync(
      join(home, ".aws/config"),
      `[default]\nregion = eu-west-1\nendpoint_url = ${sts.endpoint}\n[profile deploy]\nrole_arn = arn:aws:iam::222222222222:role/Deploy\nsource_profile = default\n`,
    );
    writeFileSync(
      join(home, ".aws/credentials"),
      "[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n",
    );
    workbench = await Workbench.open({
      folder: workspace,
      env,
      workspaceTrust: true,
      // Where the trust is given lies over the window otherwise, and no key closes it.
      settings: { "workbench.editor.useModal": "off" },
    });
    await workbench.showView();
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(async () => {
    await workbench.close();
    await sts.stop();
  });

  it("shows the profiles, and says above them what is off and the way on", async () => {
    await workbench.treeRow("deploy");
    const message = await workbench.viewMessage(/\S/);
    await workbench.screenshot("untrusted");
    assert.equal(
      message.trim(),
      "AWS calls stay off until you trust this workspace: run 'Workspaces: Manage Workspace Trust'.",
    );
  });

  it("offers no command that calls AWS, and all others", async () => {
    let off = 0;
    for (const [id, { needs }] of Object.entries(commandTable)) {
      if (!isAlwaysInPalette(id)) continue;
      assert.equal(await workbench.offersCommand(titleOf(id)), needs !== "awsCalls", id);
      if (needs === "awsCalls") off++;
    }
    assert.ok(off >= 10, `${off} commands call AWS`);
  });

  it("checks the set-up without asking an endpoint, and says the way on", async () => {
    await workbench.runCommand("Assume Role: Check My AWS Setup");
    const report = await workbench.reportText("AWS set-up");
    assert.match(report, /Endpoints\n {2}not asked: AWS calls stay off until you trust this workspace/);
  });

  it("goes on at once when it is trusted, without a reload", async () => {
    assert.deepEqual(sts.requests, [], "nothing was called before");
    await workbench.page.evaluate(() => {
      document.body.dataset["sameWindow"] = "yes";
    });
    await workbench.runCommand("Workspaces: Manage Workspace Trust");
    const trust = workbench.page
      .locator(".workspace-trust-editor .monaco-button")
      .getByText("Trust", { exact: true });
    await trust.click();
    await workbench.until("the commands are there", () =>
      workbench.offersCommand("Assume Role: Check Caller Identity"),
    );
    await workbench.until("the view says nothing more", async () => {
      const text = await workbench.page.locator(".sidebar").innerText();
      return !text.includes("AWS calls stay off");
    });
    await workbench.runCommand("Assume Role: Check Caller Identity");
    await (await workbench.dialog()).press("Call AWS");
    await workbench.reportText("Caller Identity default", new RegExp(caller));
    assert.equal(sts.requests.length, 1);
    assert.equal(await workbench.page.evaluate(() => document.body.dataset["sameWindow"]), "yes");
    await workbench.screenshot("trusted");
  });
});
