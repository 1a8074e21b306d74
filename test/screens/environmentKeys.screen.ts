import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { keys, startCrossAccount, type CrossAccount } from "./crossAccount.ts";
import { Workbench } from "./harness/workbench.ts";

const row = "MyRoleA/by-environment";

/** Keys that the editor was started with, and no profile: as in a container or behind aws-vault. */
describe("keys in the environment, without a profile", () => {
  let aws: CrossAccount;
  let workbench: Workbench;

  before(async () => {
    aws = await startCrossAccount();
    const home = makeFixtureHome({ config: "", credentials: "" });
    writeFileSync(
      join(home.workspace, "own.assume-role.json"),
      JSON.stringify({
        version: 1,
        hops: [{ roleArn: "arn:aws:iam::111111111111:role/MyRoleA", sessionName: "by-environment" }],
      }),
    );
    workbench = await Workbench.open({
      folder: home.workspace,
      env: {
        ...home.env,
        AWS_ACCESS_KEY_ID: keys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
        AWS_REGION: "us-east-1",
        AWS_ENDPOINT_URL: aws.endpoint,
      },
    });
    await workbench.showView();
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(async () => {
    await workbench.close();
    await aws.stop();
  });

  it("are said to be what calls use", async () => {
    await workbench.viewMessage(/^Calls use the keys of the environment \(AWS_ACCESS_KEY_ID\)\.$/);
    await workbench.screenshot("environment-view");
  });

  it("give a session that stands at the root, with its end", async () => {
    await workbench.openFile("own.assume-role.json");
    await workbench.runCommand("Assume Role: Assume Role");
    const dialog = await workbench.dialog();
    assert.match(dialog.message, /using the credentials of the environment\?/);
    assert.match(dialog.message, /1\. Keys in the environment \(AWS_ACCESS_KEY_ID\)/);
    assert.ok(dialog.message.includes(`${aws.endpoint}, from AWS_ENDPOINT_URL`));
    await dialog.press("Call AWS");
    await workbench.reportText("Assume Role MyRoleA", /assumed-role\/MyRoleA\/by-environment/);
    const session = await workbench.treeRow(row);
    await workbench.screenshot("environment-session");
    assert.equal(session.level, 1);
    assert.match(session.description, /^until \d\d:\d\d$/);
    assert.match(await session.tooltip(), /arn:aws:sts::111111111111:assumed-role\/MyRoleA\/by-environment/);
  });

  it("have it used again, and forgotten by its row", async () => {
    await workbench.openFile("own.assume-role.json");
    await workbench.runCommand("Assume Role: Check Caller Identity");
    await workbench.reportText("Caller Identity", /Session of an earlier run of the same plan/);
    await (await workbench.treeRow(row)).pressInline("Forget Session");
    await workbench.until("the row is gone", async () => !(await workbench.treeLabelsNow()).includes(row));
    assert.equal((await workbench.page.content()).includes(keys.secretAccessKey), false);
  });
});

describe("keys in the environment, beside AWS_PROFILE", () => {
  let workbench: Workbench;

  before(async () => {
    const home = makeFixtureHome();
    workbench = await Workbench.open({
      folder: home.workspace,
      env: {
        ...home.env,
        AWS_ACCESS_KEY_ID: keys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
        AWS_PROFILE: "deploy",
      },
    });
    await workbench.showView();
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(() => workbench.close());

  it("are said above the profiles, with what other tools do", async () => {
    await workbench.viewMessage(
      /AWS_ACCESS_KEY_ID and AWS_PROFILE are both set: the AWS CLI uses the keys, here profile 'deploy' is used\./,
    );
    await workbench.screenshot("environment-conflict");
    await (await workbench.treeRow("base")).pressInline("Use Profile");
    await workbench.viewMessage(/here profile 'base' is used\./);
  });

  it("are said in the plan and in the check of the set-up", async () => {
    await (await workbench.treeRow("deploy")).pickFromMenu("Show Plan");
    await workbench.reportText(
      "Plan of deploy",
      /AWS_ACCESS_KEY_ID is set: in terminals the AWS CLI uses it even where AWS_PROFILE is 'deploy'/,
    );
    await workbench.runCommand("Assume Role: Check My AWS Setup");
    await (await workbench.question("Check My AWS Setup")).pick("Look at this machine only");
    await workbench.reportText(
      "AWS set-up",
      /AWS_ACCESS_KEY_ID is set: the AWS CLI and most SDKs use the keys/,
    );
  });
});
