import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { keys, startCrossAccount, type CrossAccount } from "./crossAccount.ts";
import { Workbench } from "./harness/workbench.ts";

const config = "cross-account-bucket/cross-account.assume-role.jsonc";
const roleB = "arn:aws:iam::222222222222:role/MyRoleB";
const sessionB = "arn:aws:sts::222222222222:assumed-role/MyRoleB/first-session";

/** Driven as a user does: open the file, palette, pick, result. The server enforces every policy of the example. */
describe("the main job on the cross-account example", () => {
  let aws: CrossAccount;
  let workbench: Workbench;

  before(async () => {
    aws = await startCrossAccount();
    const { env, workspace } = makeFixtureHome({ config: aws.config, credentials: aws.credentials });
    writeFileSync(
      join(workspace, "many.assume-role.json"),
      JSON.stringify({
        version: 1,
        caller: { profile: "deployment" },
        hops: [{ roleArn: roleB, sessionName: "first-session" }],
        checks: [{ list: "s3://s3-bucket-name/many/" }],
      }),
    );
    workbench = await Workbench.open({ folder: workspace, env });
    await workbench.showView();
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
    await aws.reset();
  });

  after(async () => {
    await workbench.close();
    await aws.stop();
  });

  it("shows the plan before the first call, and calls nothing when the user says no", async () => {
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Assume Role");
    const dialog = await workbench.dialog();
    assert.match(dialog.message, new RegExp(`Assume ${roleB} using profile 'deployment'`));
    assert.match(dialog.message, /logged in CloudTrail/);
    assert.match(dialog.message, /static keys of profile 'base'/i);
    assert.match(dialog.message, /role\/MyRoleA/);
    assert.match(dialog.message, new RegExp(aws.endpoint));
    await workbench.screenshot("plan");
    await dialog.press("Cancel");
    assert.equal(await workbench.hasTab("Assume Role MyRoleB"), false);
  });

  it("assumes the role, hop by hop", async () => {
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Assume Role");
    await (await workbench.dialog()).press("Call AWS");
    const report = await workbench.reportText("Assume Role MyRoleB", /^Allowed · live at \d\d:\d\d$/m);
    await workbench.screenshot("assume-role");
    assert.match(report, /static keys of profile 'base'/i);
    assert.match(report, /1\. AssumeRole arn:aws:iam::111111111111:role\/MyRoleA/);
    assert.match(report, /as arn:aws:sts::111111111111:assumed-role\/MyRoleA\/developer/);
    assert.match(report, /2\. AssumeRole arn:aws:iam::222222222222:role\/MyRoleB/);
    assert.match(report, new RegExp(`as ${sessionB}`));
    assert.match(report, /expires \d\d:\d\d \(in (59|60) min\)/);
  });

  it("says who we are and that it is the role of the open config", async () => {
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Check Caller Identity");
    const report = await workbench.reportText(
      "Caller Identity deployment",
      new RegExp(`^Match: ${sessionB}`, "m"),
    );
    await workbench.screenshot("caller-identity");
    // This server has no GetCallerIdentity: the report says where the answer is from instead.
    assert.match(report, /does not (offer|have|know|answer) GetCallerIdentity/);
  });

  it("lists the bucket as aws s3 ls does", async () => {
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: List S3 Bucket");
    const input = await workbench.question("List S3 Bucket");
    assert.ok((await input.labels()).includes("s3://s3-bucket-name/prefix/"));
    await input.pick("s3://s3-bucket-name/prefix/");
    const report = await workbench.reportText("List S3 Bucket s3-bucket-name", /^ +PRE Hello\/$/m);
    await workbench.screenshot("list-s3-bucket");
    assert.match(report, /^ {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +89 index\.html$/m);
  });

  it("lists on where a page was not all", async () => {
    const names = Array.from({ length: 1001 }, (_, index) => `many/${String(index).padStart(4, "0")}`);
    for (let at = 0; at < names.length; at += 50) {
      await Promise.all(
        names.slice(at, at + 50).map((name) => aws.accountB.putObject("s3-bucket-name", name, "x")),
      );
    }
    await workbench.openFile("many.assume-role.json");
    await workbench.runCommand("Assume Role: List S3 Bucket");
    await workbench.reportText("List S3 Bucket s3-bucket-name", /^ {2}… there is more$/m);
    await workbench.page.keyboard.press("ControlOrMeta+End");
    await workbench.page.locator(".codelens-decoration").getByText("List more").click();
    const report = await workbench.reportText("List S3 Bucket s3-bucket-name", / 1 1000$/m);
    assert.doesNotMatch(report, /there is more/);
    assert.match(report, / 1 0000$/m);
  });

  it("explains a trust policy that does not name the caller, and opens it", async () => {
    await aws.accountB.updateTrustPolicy("MyRoleB", {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::111111111111:role/SomebodyElse"] },
          Action: "sts:AssumeRole",
        },
      ],
    });
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Assume Role");
    const toast = await workbench.notification("denied");
    await workbench.screenshot("denied-by-trust");
    assert.match(toast.message, /MyRoleB/);
    await toast.press("Open Policy");
    await workbench.activeTab("my-role-b.trust-policy.json").waitFor();
    const report = await workbench.reportText("Assume Role MyRoleB", /^Failed: /m);
    assert.match(report, /trust policy/);
    // The first hop worked: the report shows how far we came.
    assert.match(report, /as arn:aws:sts::111111111111:assumed-role\/MyRoleA\/developer/);
  });

  it("explains a bucket policy that denies, and opens it", async () => {
    await aws.accountB.putBucketPolicy("s3-bucket-name", {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Deny", Principal: "*", Action: "s3:ListBucket", Resource: "arn:aws:s3:::s3-bucket-name" },
      ],
    });
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: List S3 Bucket");
    await (await workbench.question("List S3 Bucket")).pick("s3://s3-bucket-name/prefix/");
    const toast = await workbench.notification("denied");
    await workbench.screenshot("denied-by-bucket");
    assert.ok((await toast.buttons()).includes("Open Policy"));
    await toast.press("Open Policy");
    await workbench.activeTab("s3-bucket-name.bucket-policy.json").waitFor();
    const report = await workbench.reportText("List S3 Bucket s3-bucket-name", /s3:ListBucket/);
    assert.match(report, /bucket policy/i);
  });

  it("keeps the secret key out of the page, the logs and the storage", async () => {
    const log = await workbench.outputText("Assume Role", /AssumeRole/);
    const seen = [log, await workbench.page.content(), ...filesBelow(workbench.dataFolder)];
    for (const text of seen) assert.equal(text.includes(keys.secretAccessKey), false);
    assert.ok(seen.length > 5, "there was something to look through");
  });
});

describe("the main job with wrong keys", () => {
  let aws: CrossAccount;
  let workbench: Workbench;

  before(async () => {
    aws = await startCrossAccount();
    const { env, workspace } = makeFixtureHome({
      config: aws.config,
      credentials: aws.credentials.replace(keys.secretAccessKey, "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY"),
    });
    workbench = await Workbench.open({ folder: workspace, env });
  });

  after(async () => {
    await workbench.close();
    await aws.stop();
  });

  it("says that the keys are wrong, and opens the profile", async () => {
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Assume Role");
    await (await workbench.dialog()).press("Call AWS");
    const report = await workbench.reportText("Assume Role MyRoleB", /^Failed: /m);
    await workbench.screenshot("wrong-keys");
    const toast = await workbench.notification("key");
    assert.ok((await toast.buttons()).includes("Open AWS Config"), toast.message);
    assert.match(report, /secret|key/);
  });
});

/** The text of every file below a folder. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
}
