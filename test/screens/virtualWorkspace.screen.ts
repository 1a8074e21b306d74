import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { commandTable } from "../../src/host/commandTable.ts";
import { startRecordingSts, type RecordingSts } from "../servers/recordingSts.ts";
import { titleOf } from "./harness/commandTitle.ts";
import { Workbench } from "./harness/workbench.ts";

const caller = "arn:aws:iam::111122223333:user/me";
const role = "arn:aws:iam::222222222222:role/Reader";
const policy = (...statements: object[]): string =>
  `${JSON.stringify({ Version: "2012-10-17", Statement: statements }, undefined, 2)}\n`;

/** A role config with its policies in a folder below; a policy with a finding. */
const files = {
  "chain.assume-role.json": JSON.stringify(
    {
      version: 1,
      caller: { principal: caller, profile: "other", policies: ["account-a/me.inline-policy.json"] },
      hops: [{ roleArn: role, trustPolicy: "account-b/reader.trust-policy.json" }],
      checks: [{ identity: "arn:aws:sts::222222222222:assumed-role/Reader/assume-role-workbench" }],
    },
    undefined,
    2,
  ),
  "account-a/me.inline-policy.json": policy({ Effect: "Allow", Action: "sts:AssumeRole", Resource: role }),
  "account-b/reader.trust-policy.json": policy({
    Effect: "Allow",
    Principal: { AWS: caller },
    Action: "sts:AssumeRole",
  }),
  "wrong.inline-policy.json": policy({ Effect: "Allow", Action: "s3:GetObjct", Resource: "*" }),
  "notes.txt": "Nothing of ours.\n",
};

/** What works alike where there is a machine and where there is none. */
function editingAndSimulation(opened: () => Workbench, name: string): void {
  it("judges a policy and completes it", async () => {
    const workbench = opened();
    await workbench.openInExplorer("wrong.inline-policy.json");
    const typing = await workbench.typingAt(6, 29);
    await typing.waitForUnderlined("error", 1);
    await workbench.screenshot(`virtual-${name}-finding`);
    for (let left = 5; left > 0; left--) await typing.press("Backspace");
    await typing.type("Object");
    await typing.accept("s3:GetObject");
    await typing.waitForUnderlined("error", 0);
    assert.match(await workbench.editorText(), /"s3:GetObject"/);
  });

  it("simulates a role config with the policies that it names", async () => {
    const workbench = opened();
    await workbench.openInExplorer("chain.assume-role.json");
    await workbench.showView();
    const hop = await workbench.treeRow("Reader", "Role Chain");
    assert.match(hop.description, /allowed/i);
    await workbench.screenshot(`virtual-${name}-chain`);
    await workbench.runCommand("Assume Role: Explain Decision");
    await (await workbench.question("Explain Decision")).pick("Reader");
    const explanation = await workbench.reportText("Reader", /Allowed/);
    assert.match(explanation, /reader\.trust-policy\.json/);
  });

  it("runs the checks of the role config in the Testing view", async () => {
    const workbench = opened();
    await workbench.openInExplorer("chain.assume-role.json");
    await workbench.runCommand("Assume Role: Run Checks");
    await workbench.runCommand("Testing: Focus on Test Explorer View");
    await workbench.testRow(["chain", "Hop 1: Reader"], "Passed");
    await workbench.screenshot(`virtual-${name}-tests`);
  });
}

describe("a virtual workspace, with a machine", () => {
  let workbench: Workbench;
  let sts: RecordingSts;

  before(async () => {
    sts = await startRecordingSts(caller);
    const home = makeFixtureHome();
    writeFileSync(
      join(home.home, ".aws/config"),
      ["default", "profile other"]
        .map((name) => `[${name}]\nregion = eu-west-1\nendpoint_url = ${sts.endpoint}\n`)
        .join(""),
    );
    writeFileSync(
      join(home.home, ".aws/credentials"),
      ["default", "other"]
        .map(
          (name) =>
            `[${name}]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n`,
        )
        .join(""),
    );
    workbench = await Workbench.open({ folder: home.workspace, virtual: files, env: home.env });
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(async () => {
    await workbench.close();
    await sts.stop();
  });

  editingAndSimulation(() => workbench, "desktop");

  it("calls AWS with the machine's profile after the user's word, as in a folder of the disk", async () => {
    await workbench.openInExplorer("notes.txt");
    await workbench.runCommand("Assume Role: Check Caller Identity");
    await (await workbench.dialog()).press("Call AWS");
    await workbench.reportText("Caller Identity default", new RegExp(caller));
    assert.equal(sts.requests.length, 1);
  });

  it("has its role config choose nothing of the machine before the user has seen what", async () => {
    await workbench.openInExplorer("chain.assume-role.json");
    await workbench.runCommand("Assume Role: Assume Role");
    const dialog = await workbench.dialog();
    await workbench.screenshot("virtual-desktop-live");
    assert.match(dialog.message, /Assume arn:aws:iam::222222222222:role\/Reader using profile 'other'\?/);
    assert.match(dialog.message, /1\. Static keys of profile 'other' \(credentials file\)/);
    assert.match(dialog.message, /Profile 'other' is named by .*chain\.assume-role\.json\./);
    await dialog.press("Cancel");
    assert.equal(sts.requests.length, 1, "nothing more was called");
  });
});

describe("a virtual workspace, without a machine", () => {
  let workbench: Workbench;

  before(async () => {
    const home = makeFixtureHome();
    workbench = await Workbench.open({
      folder: home.workspace,
      virtual: files,
      env: home.env,
      extension: "browser",
    });
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(() => workbench.close());

  editingAndSimulation(() => workbench, "browser");

  it("says in the view what is off and how to go on", async () => {
    await workbench.showView();
    const text = await workbench.welcomeText();
    await workbench.screenshot("virtual-browser-view");
    assert.match(text, /Profiles and AWS calls need VS Code on a machine: open this folder there/);
  });

  it("offers no command that needs a machine", async () => {
    for (const [id, { needs }] of Object.entries(commandTable)) {
      if (needs !== "nothing") assert.equal(await workbench.offersCommand(titleOf(id)), false, id);
    }
    assert.equal(await workbench.offersCommand("Assume Role: New Trust Policy"), true);
  });
});
