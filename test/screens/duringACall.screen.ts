import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { startFront, type Front, type Recorded } from "../servers/front.ts";
import { startCrossAccount, type CrossAccount } from "./crossAccount.ts";
import { Workbench } from "./harness/workbench.ts";

const config = "cross-account-bucket/cross-account.assume-role.jsonc";
const roleB = "arn:aws:iam::222222222222:role/MyRoleB";
const device = "arn:aws:iam::111111111111:mfa/phone";

/** What a call asks while it runs, and how it is stopped: a front before the server sees and breaks the wire. */
describe("during a call", () => {
  let aws: CrossAccount;
  let front: Front;
  let workbench: Workbench;

  before(async () => {
    aws = await startCrossAccount();
    front = await startFront(aws.endpoint);
    const { env, workspace } = makeFixtureHome({
      config: `${aws.config}
[profile with-mfa]
role_arn = arn:aws:iam::111111111111:role/MyRoleA
source_profile = base
role_session_name = developer
mfa_serial = ${device}
region = us-east-1
endpoint_url = ${aws.endpoint}
`.replaceAll(aws.endpoint, front.endpoint),
      credentials: aws.credentials,
    });
    writeFileSync(
      join(workspace, "any-role.inline-policy.json"),
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: "sts:AssumeRole", Resource: "arn:aws:iam::222222222222:role/*" },
        ],
      }),
    );
    workbench = await Workbench.open({ folder: workspace, env });
    await workbench.showView();
    await (await workbench.treeRow("deployment")).pressInline("Use Profile");
    await workbench.statusBarItem("deployment");
  });

  afterEach(async function () {
    front.fault = () => undefined;
    await workbench.settleAfter(this.currentTest);
    await workbench.runCommand("View: Close All Editors");
  });

  after(async () => {
    await workbench.close();
    await front.stop();
    await aws.stop();
  });

  const isAssume = ({ form }: Recorded): boolean => form.get("Action") === "AssumeRole";

  it("stops when the user cancels, and says so", async () => {
    front.fault = (request) => (isAssume(request) ? { kind: "silence" } : undefined);
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Assume Role");
    await (await workbench.dialog()).press("Call AWS");
    await workbench.until("the call is under way", () => Promise.resolve(front.requests.some(isAssume)));
    const progress = await workbench.notification("Assume Role MyRoleB");
    await workbench.screenshot("cancel");
    await progress.press("Cancel");
    await progress.waitUntilGone();
    const report = await workbench.reportText("Assume Role MyRoleB", /^Cancelled/m);
    assert.match(report, /Nothing more was sent/);
    await workbench.until("the connection is closed", async () => (await front.openRequests()) === 0);
  });

  it("asks for the code of the MFA device, hidden and six digits long, and sends it", async () => {
    await (await workbench.treeRow("with-mfa")).pickFromMenu("Assume Role");
    await (await workbench.dialog()).press("Call AWS");
    const input = await workbench.question(`MFA code for ${device}`);
    assert.equal(await input.isPassword(), true);
    assert.match(await input.message(), /A code works once/);
    await workbench.screenshot("mfa");
    await input.enter("12345");
    await workbench.until(
      "five digits are refused",
      async () => !(await input.message()).includes("A code works once"),
    );
    assert.equal(
      front.requests.some(({ form }) => form.has("TokenCode")),
      false,
    );
    await input.enter("123456");
    // What this server makes of a code is its own matter: it knows no such device.
    await workbench.reportText("Assume Role MyRoleA", /^(Allowed|Failed)\b/m);
    const sent = front.requests.find(({ form }) => form.has("TokenCode"))?.form;
    assert.equal(sent?.get("TokenCode"), "123456");
    assert.equal(sent.get("SerialNumber"), device);
  });

  it("asks which role a wildcard means, and takes no wildcard for an answer", async () => {
    await workbench.openFile("any-role.inline-policy.json");
    await workbench.runCommand("Assume Role: Assume Role");
    const input = await workbench.question("Complete the role ARN");
    await workbench.screenshot("wildcard");
    await input.enter("arn:aws:iam::222222222222:role/*");
    await workbench.until("the wildcard is refused", async () => /wildcard|\*/.test(await input.message()));
    await input.enter(roleB);
    const dialog = await workbench.dialog();
    assert.match(dialog.message, new RegExp(roleB));
    await dialog.press("Call AWS");
    await workbench.reportText("Assume Role MyRoleB", /^Allowed · /m);
  });

  it("follows a bucket to its region, and says so", async () => {
    front.fault = ({ path, headers }) =>
      path.includes("list-type=2") && headers.authorization?.includes("/us-east-1/s3/") === true
        ? { kind: "answer", status: 301, headers: { "x-amz-bucket-region": "eu-west-1" } }
        : undefined;
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: List S3 Bucket");
    // The plan is that of the first test, which was agreed to.
    await (await workbench.question("List S3 Bucket")).pick("s3://s3-bucket-name/prefix/");
    const report = await workbench.reportText("List S3 Bucket s3-bucket-name", /^ +PRE Hello\/$/m);
    assert.match(report, /Bucket s3-bucket-name is in eu-west-1, not us-east-1/);
    await workbench.screenshot("redirect");
  });
});
