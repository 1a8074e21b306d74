import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome, type FixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { startCrossAccount, type CrossAccount } from "./crossAccount.ts";
import { Workbench } from "./harness/workbench.ts";

const roleA = "arn:aws:iam::111111111111:role/MyRoleA";
const roleB = "arn:aws:iam::222222222222:role/MyRoleB";

const policy = (...statements: object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements }, undefined, 2);

/** What the three commands take from each kind of open document; the role config has a suite of its own. */
describe("commands against the open document", () => {
  let aws: CrossAccount;
  let home: FixtureHome;
  let workbench: Workbench;

  const write = (path: string, text: string): void => {
    mkdirSync(join(home.workspace, path, ".."), { recursive: true });
    writeFileSync(join(home.workspace, path), text);
  };
  const agree = async (): Promise<string> => {
    const dialog = await workbench.dialog();
    await dialog.press("Call AWS");
    return dialog.message;
  };

  before(async () => {
    aws = await startCrossAccount();
    home = makeFixtureHome({ config: aws.config, credentials: aws.credentials });
    write(
      "own/identity.json",
      policy(
        { Effect: "Allow", Action: "sts:AssumeRole", Resource: "arn:aws:iam::<ACCOUNT_NO>:role/MyRoleB" },
        { Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::s3-bucket-name" },
      ),
    );
    write(
      "own/lonely.trust-policy.json",
      policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: roleA } }),
    );
    write(
      "own/bucket.json",
      policy({
        Effect: "Allow",
        Principal: { AWS: roleB },
        Action: "s3:ListBucket",
        Resource: "arn:aws:s3:::s3-bucket-name",
      }),
    );
    write("own/ordinary.json", `{ "name": "not a policy" }`);
    workbench = await Workbench.open({ folder: home.workspace, env: home.env });
    await workbench.showView();
    await (await workbench.treeRow("deployment")).pressInline("Use Profile");
    await workbench.statusBarItem("deployment");
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
    await workbench.runCommand("View: Close All Editors");
  });

  after(async () => {
    await workbench.close();
    await aws.stop();
  });

  it("asks for a placeholder of an identity policy, refuses another one, and sends what was typed", async () => {
    await workbench.openFile("own/identity.json");
    await workbench.runCommand("Assume Role: Assume Role");
    const input = await workbench.question("Fill <ACCOUNT_NO>");
    await input.enter("<ACCOUNT>");
    await input.waitForMessage("12 digits");
    await workbench.screenshot("placeholder");
    await input.enter("222222222222");
    assert.match(await agree(), new RegExp(roleB));
    await workbench.reportText("Assume Role MyRoleB", /^Allowed · /m);
  });

  it("lists the bucket of an identity policy with the role it may assume", async () => {
    await workbench.openFile("own/identity.json");
    await workbench.runCommand("Assume Role: List S3 Bucket");
    const report = await workbench.reportText("List S3 Bucket s3-bucket-name", /^ +PRE prefix\/$/m);
    assert.match(report, / 4 top\.csv$/m);
  });

  it("asks once which role a trust policy belongs to, and remembers it", async () => {
    await workbench.openFile("own/lonely.trust-policy.json");
    await workbench.runCommand("Assume Role: Check Caller Identity");
    const input = await workbench.question("Role of this trust policy");
    await input.enter("arn:aws:iam::222222222222:instance-profile/MyRoleB");
    await input.waitForMessage("instance profile");
    await input.enter(roleB);
    await workbench.reportText("Caller Identity deployment", /^Match: .*assumed-role\/MyRoleB/m);
    await workbench.openFile("own/lonely.trust-policy.json");
    await workbench.runCommand("Assume Role: Assume Role");
    await workbench.reportText("Assume Role MyRoleB", /^Allowed · /m);
  });

  it("takes bucket and role from a bucket policy that only its content tells", async () => {
    await workbench.openFile("own/bucket.json");
    await workbench.runCommand("Assume Role: List S3 Bucket");
    const report = await workbench.reportText("List S3 Bucket s3-bucket-name", /^ +PRE prefix\/$/m);
    assert.match(report, /assumed-role\/MyRoleB/);
  });

  it("takes the profile at the cursor of ~/.aws/config, and follows a trust policy's role config", async () => {
    await (await workbench.treeRow("deployment")).pickFromMenu("Open in Config File");
    await workbench.activeTab("config").waitFor();
    await workbench.runCommand("Assume Role: Assume Role");
    assert.match(await agree(), new RegExp(`Assume ${roleA} using profile 'deployment'`));
    await workbench.reportText("Assume Role MyRoleA", /assumed-role\/MyRoleA\/developer/);
    await workbench.openFile("cross-account-bucket/account-b/my-role-b.trust-policy.json");
    await workbench.runCommand("Assume Role: Assume Role");
    assert.match(await agree(), /as session first-session/);
    await workbench.reportText("Assume Role MyRoleB", /assumed-role\/MyRoleB\/first-session/);
  });

  it("uses the current profile where the document is not ours, and asks for the bucket", async () => {
    await workbench.openFile("own/ordinary.json");
    await workbench.runCommand("Assume Role: Check Caller Identity");
    await workbench.reportText("Caller Identity deployment", /assumed-role\/MyRoleA\/developer/);
    await workbench.openFile("own/ordinary.json");
    await workbench.runCommand("Assume Role: List S3 Bucket");
    const input = await workbench.question("List S3 Bucket");
    await input.enter("not a bucket");
    await input.waitForMessage("Type it as s3://bucket/prefix/");
    await input.enter("s3://s3-bucket-name/prefix/");
    // A tenant of this server does not see the buckets of another by their bare names.
    await workbench.notification("There is no bucket s3-bucket-name");
  });
});
