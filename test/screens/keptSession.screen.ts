import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { startFront, type Front } from "../servers/front.ts";
import { startCrossAccount, type CrossAccount } from "./crossAccount.ts";
import { Workbench } from "./harness/workbench.ts";

const config = "cross-account-bucket/cross-account.assume-role.jsonc";
const keeping = "Assume Role: Keep Sessions After Restart…";

/** A session of a profile that the user opted in for, over the end of its window. */
describe("a session that is kept", () => {
  let aws: CrossAccount;
  let front: Front;
  let workbench: Workbench;
  let awsConfig: string;

  before(async () => {
    aws = await startCrossAccount();
    front = await startFront(aws.endpoint);
    const text = aws.config.replaceAll(aws.endpoint, front.endpoint);
    const other = text
      .slice(text.indexOf("[profile deployment]"))
      .replace("deployment", "other")
      .replace("developer", "elsewhere");
    const fixture = makeFixtureHome({ config: `${text}\n${other}`, credentials: aws.credentials });
    awsConfig = join(fixture.home, ".aws", "config");
    workbench = await Workbench.open({
      folder: fixture.workspace,
      env: { ...fixture.env, AWS_PROFILE: "deployment" },
    });
    // What code-server's and `code serve-web`'s front answers: the server's half of the key for secrets in a browser.
    const half = randomBytes(32);
    await workbench.page.context().route("**/mint-key", (route) => route.fulfill({ body: half }));
    await workbench.reload();
    await workbench.showView();
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(async () => {
    await workbench.close();
    await front.stop();
    await aws.stop();
  });

  const labels = () => workbench.treeLabelsNow();
  const isGone = (label: string) =>
    workbench.until(`'${label}' is gone`, async () => !(await labels()).includes(label));
  const assumed = () =>
    front.requests
      .filter(({ form }) => form.get("Action") === "AssumeRole")
      .map(({ form }) => form.get("RoleArn")?.split("/").at(-1));
  const callAws = async () => {
    await (await workbench.dialog()).press("Call AWS");
  };
  const keptRow = "MyRoleB/first-session";
  const otherRow = "MyRoleA/elsewhere";

  it("is kept from the moment that the user asks for it, though it runs already", async () => {
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Assume Role");
    await callAws();
    assert.match((await workbench.treeRow(keptRow)).description, /^until \d\d:\d\d$/);
    await workbench.runCommand(keeping);
    const dialog = await workbench.dialog();
    assert.match(dialog.message, /Keep sessions of profile 'deployment' in the secret storage/);
    await workbench.screenshot("keep-question");
    await dialog.press("Keep Sessions");
    await untilRow(/^until \d\d:\d\d · kept$/);
    assert.match(
      await (await workbench.treeRow(keptRow)).tooltip(),
      /Kept in the secret storage of the editor/,
    );
    await workbench.screenshot("keep-kept");
    await (await workbench.treeRow("other")).pickFromMenu("Assume Role");
    await callAws();
    assert.match(await (await workbench.treeRow(otherRow)).tooltip(), /In the memory of this window only/);
  });

  it("is below its profile again after a reload, without a call; one that is not kept is gone", async () => {
    const before = await workbench.treeRow(keptRow);
    front.requests.length = 0;
    await workbench.reload();
    await workbench.showView();
    const after = await workbench.treeRow(keptRow);
    await workbench.screenshot("keep-after-reload");
    assert.equal(after.description, before.description);
    assert.equal(after.level, (await workbench.treeRow("deployment")).level + 1);
    assert.match(await after.tooltip(), /Kept in the secret storage of the editor/);
    assert.equal((await labels()).includes(otherRow), false);
    assert.deepEqual(front.requests, []);
  });

  it("stands in the tooltip of the status bar, which does not say that nothing was checked", async () => {
    const tooltip = await (await workbench.statusBarItem("deployment")).tooltip();
    await workbench.screenshot("keep-status-bar");
    assert.match(tooltip, /MyRoleB\/first-session · until \d\d:\d\d/);
    assert.doesNotMatch(tooltip, /Not checked yet/);
  });

  it("is used by the next command, which assumes no role", async () => {
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: List S3 Bucket");
    await (await workbench.question("List S3 Bucket")).pick("s3://s3-bucket-name/prefix/");
    await callAws();
    const report = await workbench.reportText("List S3 Bucket s3-bucket-name", /index\.html/);
    await workbench.screenshot("keep-used");
    assert.match(report, /Session of an earlier run of the same plan/);
    assert.deepEqual(assumed(), []);
    assert.ok(front.requests.some(({ path }) => path.includes("list-type=2")));
  });

  it("is there after Reload Window, too", async () => {
    const loaded = workbench.page.waitForEvent("load");
    await workbench.runCommand("Developer: Reload Window");
    await loaded;
    await workbench.showView();
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Check Caller Identity");
    await callAws();
    await workbench.reportText("Caller Identity deployment", /Session of an earlier run of the same plan/);
    assert.deepEqual(assumed(), []);
    await workbench.treeRow(keptRow);
  });

  it("does not come back where its section was changed while no window looked", async () => {
    await workbench.page.goto("about:blank");
    const text = readFileSync(awsConfig, "utf8");
    writeFileSync(awsConfig, text.replace("role_session_name = developer", "role_session_name = another"));
    await workbench.page.goBack();
    await workbench.showView();
    await workbench.treeRow("deployment");
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Assume Role");
    await callAws();
    await workbench.treeRow(keptRow);
    assert.deepEqual(assumed(), ["MyRoleA", "MyRoleB"]);
  });

  it("is in memory only once the user turns the keeping off, and gone after the next reload", async () => {
    await workbench.runCommand(keeping);
    await untilRow(/^until \d\d:\d\d$/);
    await reloadWithoutSessions();
  });

  it("is forgotten with all, also for the next window", async () => {
    await workbench.runCommand(keeping);
    await (await workbench.dialog()).press("Keep Sessions");
    await untilRow(/ · kept$/);
    await workbench.runCommand("Assume Role: Forget All Sessions");
    await isGone(keptRow);
    await reloadWithoutSessions();
  });

  it("is seen to end, quietly, and renewed in one click", async () => {
    const soon = new Date(Date.now() + 30_000).toISOString();
    front.fault = ({ form }) =>
      form.get("Action") === "AssumeRole" ? { kind: "answer", status: 200, body: answer(soon) } : undefined;
    await (await workbench.treeRow("other")).pickFromMenu("Assume Role");
    await callAws();
    await untilRow(/^ends at \d\d:\d\d$/, otherRow);
    await workbench.screenshot("session-ending");
    await untilRow(/^ended at \d\d:\d\d$/, otherRow);
    await workbench.screenshot("session-ended");
    assert.match(await (await workbench.treeRow(otherRow)).tooltip(), /Its keys are gone/);
    assert.deepEqual(await workbench.notifications(), [], "nothing pops up");
    front.fault = () => undefined;
    front.requests.length = 0;
    await (await workbench.treeRow(otherRow)).pressInline("Renew Session");
    await untilRow(/^until \d\d:\d\d$/, otherRow);
    assert.deepEqual(assumed(), ["MyRoleA"]);
  });

  /** The next window has no session: the role is assumed again, and then it has one. */
  async function reloadWithoutSessions(): Promise<void> {
    await workbench.reload();
    await workbench.showView();
    await workbench.treeRow("deployment");
    await workbench.openFile(config);
    front.requests.length = 0;
    await workbench.runCommand("Assume Role: Check Caller Identity");
    await callAws();
    await workbench.treeRow(keptRow);
    assert.deepEqual(assumed(), ["MyRoleA", "MyRoleB"]);
  }

  async function untilRow(says: RegExp, label = keptRow): Promise<void> {
    await workbench.until(`the row says ${String(says)}`, async () =>
      says.test((await workbench.treeRow(label)).description),
    );
  }
});

/** AssumeRole's for MyRoleA, with the end that a test wants; a real server gives fifteen minutes at least. */
function answer(expiration: string): string {
  return `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><AssumedRoleUser><Arn>arn:aws:sts::111111111111:assumed-role/MyRoleA/elsewhere</Arn><AssumedRoleId>AROAEXAMPLE:elsewhere</AssumedRoleId></AssumedRoleUser><Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY</SecretAccessKey><SessionToken>token</SessionToken><Expiration>${expiration}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
}
