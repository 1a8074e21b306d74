import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { keys, startCrossAccount, type CrossAccount } from "./crossAccount.ts";
import { Workbench } from "./harness/workbench.ts";

const config = "cross-account-bucket/cross-account.assume-role.jsonc";
const trustPolicy = "cross-account-bucket/account-b/my-role-b.trust-policy.json";
const sessionB = "arn:aws:sts::222222222222:assumed-role/MyRoleB/first-session";
const row = "MyRoleB/first-session";

/** A session from its beginning to its end, as a user has it before the eyes and takes it elsewhere. */
describe("a session", () => {
  let aws: CrossAccount;
  let workbench: Workbench;
  let home: string;
  let workspace: string;
  /** Of the session that went into the terminal. */
  let secrets: readonly string[] = [];

  before(async () => {
    aws = await startCrossAccount();
    const fixture = makeFixtureHome({ config: aws.config, credentials: aws.credentials });
    ({ home, workspace } = fixture);
    // What a terminal of a session must not let through.
    const env = { ...fixture.env, AWS_PROFILE: "deployment", AWS_ROLE_SESSION_NAME: "from-outside" };
    workbench = await Workbench.open({
      folder: workspace,
      env,
      settings: { "assumeRole.terminals.setAwsProfile": true },
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

  const labels = () => workbench.treeLabelsNow();

  it("stands below its profile with its end, once the role is assumed", async () => {
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Assume Role");
    await (await workbench.dialog()).press("Call AWS");
    await workbench.reportText("Assume Role MyRoleB", /^Allowed · live at \d\d:\d\d$/m);
    const session = await workbench.treeRow(row);
    assert.match(session.description, /^until \d\d:\d\d$/);
    assert.equal(session.level, (await workbench.treeRow("deployment")).level + 1);
    assert.match(await session.tooltip(), /In the memory of this window only/);
    await workbench.screenshot("session-row");
  });

  it("stands in the tooltip of the status bar too", async () => {
    const tooltip = await (await workbench.statusBarItem("deployment")).tooltip();
    await workbench.screenshot("session-status-bar");
    assert.match(tooltip, /MyRoleB\/first-session · until \d\d:\d\d/);
    assert.match(
      tooltip,
      /Verified live at \d\d:\d\d as arn:aws:sts::111111111111:assumed-role\/MyRoleA\/developer/,
    );
    assert.doesNotMatch(tooltip, /Not checked yet/);
  });

  it("tells what a policy that was saved since means for it, quietly", async () => {
    const document = join(workspace, trustPolicy);
    const before = readFileSync(document, "utf8");
    await workbench.openFile(trustPolicy);
    const typing = await workbench.typingAt(1, 1);
    await typing.press("Enter");
    await typing.press("ControlOrMeta+s");
    await workbench.until("the policy is saved", () =>
      Promise.resolve(readFileSync(document, "utf8") === `\n${before}`),
    );
    await workbench.until("the row says so", async () =>
      (await workbench.treeRow(row)).description.includes("policy saved since"),
    );
    assert.match(
      await (await workbench.treeRow(row)).tooltip(),
      /trust policy or a session policy is judged when the role is assumed/,
    );
    await workbench.screenshot("session-policy-saved");
    assert.deepEqual(await workbench.notifications(), [], "nothing pops up");
  });

  it("is renewed in one click from the report that used it again", async () => {
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Check Caller Identity");
    const report = await workbench.reportText(
      "Caller Identity deployment",
      /Renew the session to have the new one judged/,
    );
    assert.match(report, /Session of an earlier run of the same plan/);
    await workbench.screenshot("session-renew");
    // The new session is older than no policy.
    await workbench.clickLens(
      "Renew session",
      workbench.page.locator(".customview-tree .monaco-list-row").filter({
        has: workbench.page.locator(".label-name").getByText(row, { exact: true }),
        hasNotText: "policy saved since",
      }),
    );
  });

  it("goes into one terminal, and nothing that leads elsewhere goes with it", async () => {
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Open Terminal with Profile");
    await workbench.page.locator(".terminal-wrapper.active .xterm-screen").waitFor();
    const environment = environmentIn(await workbench.outputInTerminal("env"));
    await workbench.screenshot("session-terminal");
    assert.match(environment.get("AWS_ACCESS_KEY_ID") ?? "", /^\w{16,}$/);
    assert.notEqual(environment.get("AWS_ACCESS_KEY_ID"), keys.accessKeyId);
    assert.ok(environment.has("AWS_SESSION_TOKEN"));
    assert.equal(environment.get("AWS_REGION"), "us-east-1");
    assert.equal(environment.get("AWS_ENDPOINT_URL_S3"), aws.endpoint);
    for (const name of ["AWS_PROFILE", "AWS_ROLE_SESSION_NAME"])
      assert.equal(environment.has(name), false, name);

    await workbench.runCommand("Terminal: Create New Terminal");
    // The first terminal answers until the new one is in front.
    await workbench.until("a terminal without the keys answers", async () => {
      const other = environmentIn(await workbench.outputInTerminal("env"));
      return other.has("HOME") && !other.has("AWS_SESSION_TOKEN");
    });
    secrets = ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"].map((name) => environment.get(name) ?? "");
    await workbench.runCommand("Terminal: Kill All Terminals");
  });

  it("is copied for a shell, and the AWS CLI command without a key", async () => {
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Copy Session as Environment Variables");
    await (await workbench.question("Copy Session as Environment Variables")).pick("bash, zsh, sh");
    const clipboard = () => workbench.page.evaluate(() => navigator.clipboard.readText());
    await workbench.until("the lines are copied", async () =>
      (await clipboard()).includes("AWS_SESSION_TOKEN="),
    );
    assert.match(await clipboard(), /^unset AWS_PROFILE$/m);
    assert.match(await clipboard(), /^export AWS_REGION=us-east-1$/m);

    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Copy as AWS CLI Command");
    const shells = await workbench.question("Copy as AWS CLI Command");
    await workbench.screenshot("session-copy");
    await shells.pick("bash, zsh, sh");
    await workbench.until("the command is copied", async () => (await clipboard()).startsWith("aws "));
    assert.equal(
      await clipboard(),
      `aws sts assume-role --role-arn arn:aws:iam::222222222222:role/MyRoleB --role-session-name first-session --profile deployment --region us-east-1 --endpoint-url ${aws.endpoint}`,
    );
  });

  it("is written as a profile of its own after a look at the difference, and stays as it is", async () => {
    const title = "Write Session as Profile";
    const credentials = join(home, ".aws", "credentials");
    await (await workbench.treeRow(row)).pickFromMenu(title);
    const name = await workbench.question(title);
    await name.enter("deployment");
    await name.waitForMessage("'deployment' stands in the config file already");
    await name.enter("base");
    await name.waitForMessage("holds long-term keys, which would be lost");
    await workbench.screenshot("session-write-refused");
    await name.enter("for-an-hour");
    await workbench.until("the difference is shown", () => workbench.hasTab(`${title}: credentials`));
    const question = await workbench.question(title);
    await workbench.screenshot("session-write");
    assert.equal(readFileSync(credentials, "utf8"), aws.credentials, "nothing is written before");
    await question.pick(`Write to ${credentials}`);
    const { description } = await workbench.treeRow("for-an-hour");
    assert.match(description, /temporary keys/);
    await workbench.screenshot("session-written");
    const text = readFileSync(credentials, "utf8");
    assert.ok(text.startsWith(aws.credentials));
    assert.match(text, new RegExp(`\\[for-an-hour\\]\n# ${sessionB}, expires \\d{4}-\\d\\d-\\d\\dT`));
    assert.match(text, /^aws_session_token = \S+$/m);
    await workbench.treeRow(row);
  });

  it("is written over the keys of an earlier session, whose other settings stay", async () => {
    const title = "Write Session as Profile";
    const credentials = join(home, ".aws", "credentials");
    const written = readFileSync(credentials, "utf8");
    const older = written
      .replace(/(?<=\[for-an-hour\]\n# .*, expires )\S+/, "2026-01-02T03:04:05.000Z")
      .replace(/(?<=\[for-an-hour\][^[]*aws_session_token = )\S+/, "older\nregion = eu-west-1");
    writeFileSync(credentials, older);
    await (await workbench.treeRow(row)).pickFromMenu(title);
    const name = await workbench.question(title);
    await name.type("for-an-hour");
    await name.waitForMessage("which ended on 2026-01-02");
    await workbench.screenshot("session-rewrite");
    await name.enter("for-an-hour");
    await workbench.until("the difference is shown", () => workbench.hasTab(`${title}: credentials`));
    const question = await workbench.question(title);
    await workbench.screenshot("session-rewrite-difference");
    const shown = await workbench.page.locator(".monaco-diff-editor").innerText();
    assert.match(shown, /••••\s\(old\)[^]*••••\s\(new\)/);
    await question.pick(`Write to ${credentials}`);
    const expected = written.replace(
      /(?<=\[for-an-hour\][^[]*aws_session_token = \S+\n)/,
      "region = eu-west-1\n",
    );
    await workbench.until("the keys are the new ones", () =>
      Promise.resolve(readFileSync(credentials, "utf8") === expected),
    );
  });

  it("is forgotten by its row", async () => {
    await (await workbench.treeRow(row)).pressInline("Forget Session");
    await workbench.until("the row is gone", async () => !(await labels()).includes(row));
  });

  it("is made of any role that is typed, from any profile, with what one wants to send", async () => {
    await workbench.runCommand("Assume Role: Assume Any Role");
    await (await workbench.question("Assume Any Role")).pick("deployment");
    const roles = await workbench.question("Assume Any Role");
    await workbench.until("the roles are offered", async () =>
      (await roles.items()).join().includes("List the roles"),
    );
    await roles.type("arn:aws:iam::222222222222:role/MyRoleB");
    // The typed role is the one that Enter takes.
    await workbench.page
      .locator(".quick-input-list .monaco-list-row.focused")
      .filter({ hasText: "typed" })
      .waitFor();
    await workbench.page.keyboard.press("Enter");
    const options = await workbench.question("Assume arn:aws:iam::222222222222:role/MyRoleB");
    await options.pick("Session name");
    const name = await workbench.question("Session name");
    await name.type("no blanks please");
    await name.waitForMessage("is not a session name");
    await name.enter("by-hand");
    const again = await workbench.question("Assume arn:aws:iam::222222222222:role/MyRoleB");
    await workbench.until("the name is shown", async () => (await again.items()).join().includes("by-hand"));
    await workbench.screenshot("any-role");
    await again.pickFirst("Assume the role");
    await (await workbench.dialog()).press("Call AWS");
    await workbench.treeRow("MyRoleB/by-hand");
    await workbench.reportText(
      "Assume Role MyRoleB",
      new RegExp(sessionB.replace("first-session", "by-hand")),
    );
    await workbench.screenshot("any-role-assumed");
  });

  it("ends when the section of its profile is changed", async () => {
    assert.ok((await labels()).includes("MyRoleB/by-hand"));
    writeFileSync(
      join(home, ".aws", "config"),
      aws.config.replace("role_session_name = developer", "role_session_name = another"),
    );
    await workbench.until("the row is gone", async () => !(await labels()).includes("MyRoleB/by-hand"));
  });

  it("leaves no key in logs, storage or on the page", async () => {
    const log = await workbench.outputText("Assume Role", /AssumeRole/);
    const files = readdirSync(workbench.dataFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
    const seen = [log, await workbench.page.content(), ...files];
    assert.ok(seen.length > 5, "there was something to look through");
    assert.equal(secrets.length, 2);
    for (const secret of [keys.secretAccessKey, ...secrets]) {
      assert.ok(secret.length > 20);
      for (const text of seen) assert.equal(text.includes(secret), false);
    }
  });
});

function environmentIn(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split("\n").map((line) => {
      const equals = line.indexOf("=");
      return [line.slice(0, equals), line.slice(equals + 1)] as const;
    }),
  );
}
