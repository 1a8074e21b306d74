import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome, type FixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { Workbench } from "./harness/workbench.ts";

const icon = "$(trash) bin";
const shell = "$(touch ran) it's `x`";
const turned = "a\u202egnp";
const link = "[open](command:workbench.action.toggleZenMode)";

/** Names that somebody may have put into a file, wherever the editor shows or uses them: each is nothing but its text. */
describe("hostile names", () => {
  let home: FixtureHome;
  let workbench: Workbench;

  before(async () => {
    home = makeFixtureHome();
    writeFileSync(
      join(home.home, ".aws/config"),
      [icon, shell, turned]
        .map(
          (name) =>
            `[profile "${name}"]\nregion = eu-west-1\nsource_profile = ${link}\nrole_arn = x${link}\n`,
        )
        .join(""),
    );
    writeFileSync(
      join(home.workspace, "link.assume-role.json"),
      JSON.stringify({
        version: 1,
        hops: [{ roleArn: "arn:aws:iam::111122223333:role/Reader", sessionPolicy: `${link}.json` }],
      }),
    );
    workbench = await Workbench.open({
      folder: home.workspace,
      env: home.env,
      settings: { "assumeRole.terminals.setAwsProfile": true },
    });
    await workbench.showView();
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(() => workbench.close());

  it("are text in the rows of the view and in their tooltips", async () => {
    const row = await workbench.treeRow(icon);
    await workbench.treeRow(shell);
    await workbench.treeRow("a\\u{202e}gnp");
    const tooltip = await row.tooltip();
    await workbench.screenshot("hostile-rows");
    assert.ok(tooltip.includes(icon), tooltip);
    assert.ok(tooltip.includes(link), tooltip);
    const hover = workbench.page.locator(".monaco-hover:visible");
    assert.equal(await hover.locator("a[href], a[data-href]").count(), 0, "no link");
    assert.equal(await hover.locator(".codicon-trash").count(), 0, "no icon");
  });

  it("are text in a pick, and taken as they are", async () => {
    for (const name of [icon, shell]) {
      await workbench.runCommand("Assume Role: Switch Profile");
      const pick = await workbench.question("Switch Profile");
      await workbench.until("the names are offered", async () => (await pick.labels()).includes(name));
      await workbench.screenshot("hostile-pick");
      assert.equal(
        await workbench.page.locator(".quick-input-list .monaco-list-row .codicon-trash").count(),
        0,
        "no icon",
      );
      await pick.pick(name);
      await workbench.until("it is in force", async () =>
        (await workbench.treeRow(name)).description.startsWith("current"),
      );
    }
  });

  it("are text in the status bar, and reach a terminal as they are", async () => {
    // The item is there once something of ours was open.
    await workbench.openFile("link.assume-role.json");
    const item = await workbench.statusBarItem(shell);
    assert.equal(item.text, shell);
    await workbench.runCommand("Terminal: Create New Terminal");
    await workbench.until("the terminal has the name", async () =>
      (await workbench.outputInTerminal("printenv AWS_PROFILE")).includes(shell),
    );
    await workbench.runCommand("Terminal: Kill All Terminals");
  });

  it("are no link in a notification", async () => {
    await workbench.openFile("link.assume-role.json");
    await workbench.runCommand("Assume Role: Assume Role");
    const notification = await workbench.notification("The session policy");
    await workbench.screenshot("hostile-notification");
    assert.match(
      notification.message,
      /\[open\] \(command:workbench\.action\.toggleZenMode\)\.json cannot be read/,
    );
    assert.equal(
      await workbench.page.locator(".notifications-toasts .notification-list-item-message a").count(),
      0,
    );
    await notification.close();
  });

  it("are text in a plan", async () => {
    await (await workbench.treeRow("a\\u{202e}gnp")).pickFromMenu("Show Plan");
    const plan = await workbench.reportText("Plan of a", /No call can be made/);
    assert.match(plan, /^Plan of profile 'a\\u\{202e\}gnp'$/m);
    assert.ok(!plan.includes("\u202e"));
    await workbench.screenshot("hostile-plan");
  });
});
