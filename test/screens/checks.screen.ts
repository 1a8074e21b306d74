import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { makeFixtureHome, type FixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { startCrossAccount, type CrossAccount } from "./crossAccount.ts";
import { happens } from "./harness/repeat.ts";
import { Workbench } from "./harness/workbench.ts";

const config = "cross-account-bucket/cross-account.assume-role.jsonc";
const rolePolicy = "cross-account-bucket/account-b/my-role-b.inline-policy.json";
const hopPath = ["cross-account", "Hop 1: MyRoleB"];
const bucketPolicy = "cross-account-bucket/account-b/s3-bucket-name.bucket-policy.json";

/** A user who may do everything but read, and is expected to read. */
const denied = {
  "denied.assume-role.json": {
    version: 1,
    caller: { principal: "arn:aws:iam::111111111111:user/dev", policies: ["dev.inline-policy.json"] },
    hops: [],
    buckets: [{ name: "data" }],
    checks: [{ name: "gets the object", action: "s3:GetObject", resource: "arn:aws:s3:::data/a" }],
  },
  "dev.inline-policy.json": {
    Version: "2012-10-17",
    Statement: [
      { Sid: "All", Effect: "Allow", Action: "s3:*", Resource: "*" },
      { Sid: "NoReading", Effect: "Deny", Action: "s3:GetObject", Resource: "*" },
    ],
  },
};

/** Driven as a user does, offline: nothing in these tests has a server to ask. */
describe("checks without AWS", () => {
  let home: FixtureHome;
  let workbench: Workbench;

  before(async () => {
    home = makeFixtureHome();
    // The mistake of the day: nothing lets the role list the bucket, neither its own policy nor the bucket's.
    for (const policy of [rolePolicy, bucketPolicy]) {
      const file = join(home.workspace, policy);
      writeFileSync(file, readFileSync(file, "utf8").replace('"s3:ListBucket"', '"s3:ListBucketVersions"'));
    }
    mkdirSync(join(home.workspace, "denied"));
    for (const [name, value] of Object.entries(denied)) {
      writeFileSync(join(home.workspace, "denied", name), JSON.stringify(value, undefined, 2));
    }
    workbench = await Workbench.open({ folder: home.workspace, env: home.env });
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  after(() => workbench.close());

  it("follow the open role config in the Role Chain view, and a click goes to the statement", async () => {
    await workbench.showView();
    assert.match(await workbench.welcomeText("Role Chain"), /Open a role config/);
    await workbench.openFile(config);
    const hop = await workbench.treeRow("MyRoleB", "Role Chain");
    await workbench.screenshot("role-chain");
    const rows = await workbench.treeRows("Role Chain");
    assert.deepEqual(
      rows.map(({ level, label }) => `${level} ${label}`),
      [
        "1 MyRoleA",
        "2 MyRoleB",
        "3 lists the prefix",
        "3 reads and writes objects",
        "3 does not administer the bucket",
        "3 reaches no other bucket",
        "3 identity arn:aws:sts::222222222222:assumed-role/MyRoleB/first-session",
      ],
    );
    assert.match(hop.description, /^Allowed by Sid 'TrustMyRoleA'$/);
    await hop.click();
    await workbench.activeTab("my-role-b.trust-policy.json").waitFor();
    await workbench.lens("Matched by 1 of").waitFor();
    await workbench.screenshot("statement-lens");
  });

  it("run from the lens above the config, and fail where nothing allows what is expected", async () => {
    await workbench.openFile(config);
    await workbench.clickLens("Run checks", workbench.page.locator(".codicon-testing-failed-icon"));
    await workbench.runCommand("Testing: Focus on Test Explorer View");
    await workbench.testRow([...hopPath, "lists the prefix"], "Failed");
    await workbench.testRow([...hopPath, "reads and writes objects"], "Passed");
    await workbench.testRow(hopPath, "Failed");
    await workbench.screenshot("testing-view");
  });

  it("show what was expected at the statement that decides otherwise", async () => {
    await workbench.openFile("denied/denied.assume-role.json");
    await workbench.clickLens("Run checks", workbench.page.locator(".codicon-testing-failed-icon"));
    await workbench.runCommand("Testing: Focus on Test Explorer View");
    const row = await workbench.testRow(["denied", "gets the object"], "Failed");
    const peek = workbench.page.locator(".editor-group-container.active .peekview-widget");
    await workbench.until("the message is shown", async () => {
      await row.click();
      return happens(peek.waitFor({ timeout: 5000 }));
    });
    await workbench.activeTab("dev.inline-policy.json").waitFor();
    await workbench.until("expected and actual are shown", async () => {
      const texts = await peek.locator(".view-lines").allInnerTexts();
      return ["allow", "explicitDeny"].every((text) => texts.some((shown) => shown.trim() === text));
    });
    await workbench.screenshot("peeked-failure");
  });

  it("explain a decision as a document", async () => {
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Explain Decision");
    await (await workbench.question("Explain Decision")).pick("lists the prefix");
    const text = await workbench.reportText("Explain lists the prefix", /^Not modelled$/m);
    await workbench.page.keyboard.press("ControlOrMeta+Home");
    await workbench.screenshot("explain-decision");
    assert.match(text, /^Simulated: Denied, since nothing allows it/m);
    assert.match(text, /^Expected: allowed$/m);
    assert.match(text, /^How to fix\n {2}Add to the identity policies of .*MyRoleB/m);
  });

  it("say what the role can do", async () => {
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: What Can This Role Do?");
    const text = await workbench.reportText("What MyRoleB can do", /^arn:aws:s3/m);
    await workbench.page.keyboard.press("ControlOrMeta+Home");
    await workbench.screenshot("what-can-role-do");
    assert.match(text, /^arn:aws:s3:::s3-bucket-name\/\*\n {2}Read: 1 of \d+\n {4}s3:GetObject$/m);
  });

  it("get the missing statement inserted from the failing test, and pass then", async () => {
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Insert Missing Statement");
    await workbench.activeTab("my-role-b.inline-policy.json").waitFor();
    await workbench.screenshot("inserted-statement");
    assert.match(
      await workbench.editorText(),
      /"Action": "s3:ListBucket",\s+"Resource": "arn:aws:s3:::s3-bucket-name"/,
    );
    // Unsaved: what is on the screen counts.
    await workbench.runCommand("Test: Run All Tests");
    await workbench.runCommand("Testing: Focus on Test Explorer View");
    await workbench.testRow([...hopPath, "lists the prefix"], "Passed");
  });

  it("show which statements and conditions they exercise", async () => {
    await workbench.openFile("cross-account-bucket/account-a/my-role-a.inline-policy.json");
    await workbench.runCommand("Test: Run All Tests with Coverage");
    const row = workbench.page
      .locator(".sidebar .pane")
      .filter({ has: workbench.page.locator('.pane-header[aria-label^="Test Coverage"]') })
      .locator(".monaco-list-row")
      .filter({ hasText: "cross-account-bucket" });
    await row.first().waitFor();
    await workbench.openFile("cross-account-bucket/account-a/my-role-a.inline-policy.json");
    await workbench.screenshot("coverage");
  });

  it("begin with a role config that asks only what the trust policy does not say", async () => {
    await workbench.openFile("cross-account-bucket/account-b/my-role-b.trust-policy.json");
    await workbench.runCommand("Assume Role: Create Role Config");
    for (const [title, answer] of [
      ["Fill <deployment-acct-id>", "111111111111"],
      ["Fill <s3-bucket-name>", "s3-bucket-name"],
      ["Create Role Config", "arn:aws:iam::222222222222:role/MyRoleB"],
    ] as const) {
      await (await workbench.question(title)).enter(answer);
    }
    await workbench.activeTab("my-role-b.assume-role.jsonc").waitFor();
    // Unsaved, and its files are found already: they are linked, and nothing is wrong.
    await workbench.lens("Run checks").waitFor();
    const editor = workbench.page.locator(".editor-group-container.active .monaco-editor").first();
    await editor.locator(".detected-link").first().waitFor();
    await workbench.until("there is no problem", async () => (await problemsIn(editor)) === 0);
    await workbench.screenshot("create-role-config");
    const text = await workbench.editorText();
    const made = JSON.parse(text) as {
      readonly hops: unknown;
      readonly caller: { readonly principal: string };
    };
    assert.equal(made.caller.principal, "arn:aws:iam::111111111111:role/MyRoleA");
    assert.deepEqual(made.hops, [
      {
        roleArn: "arn:aws:iam::222222222222:role/MyRoleB",
        trustPolicy: "my-role-b.trust-policy.json",
        policies: ["my-role-b.inline-policy.json"],
        sessionName: "check",
        expect: "allow",
      },
    ]);
  });

  it("begin with a role config by three questions where no policy is open", async () => {
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Create Role Config");
    const first = await workbench.question("Create Role Config");
    await first.type("dev");
    await first.waitForMessage("The ARN of a user, a role or a role session");
    await answer([
      ["", "arn:aws:iam::111111111111:user/dev"],
      ["Role to assume", "arn:aws:iam::222222222222:role/team/Reports"],
      ["Bucket that the role reaches", "data-bucket"],
    ]);
    await workbench.activeTab("Reports.assume-role.jsonc").waitFor();
    await workbench.lens("Run checks").waitFor();
    await workbench.screenshot("role-config-by-questions");
    assert.deepEqual(JSON.parse(await workbench.editorText()), {
      version: 1,
      caller: { principal: "arn:aws:iam::111111111111:user/dev", profile: "default" },
      hops: [
        {
          roleArn: "arn:aws:iam::222222222222:role/team/Reports",
          sessionName: "check",
          expect: "allow",
        },
      ],
      buckets: [{ name: "data-bucket" }],
      checks: [
        { list: "s3://data-bucket/", expect: "allow" },
        { identity: "arn:aws:sts::222222222222:assumed-role/Reports/check" },
      ],
    });
  });

  it("begin with a role config of a profile, from its row", async () => {
    await workbench.showView();
    await (await workbench.treeRow("deploy")).pickFromMenu("Create Role Config");
    await answer([
      ["Whose credentials does profile 'base' begin with?", "arn:aws:iam::111111111111:user/dev"],
    ]);
    await workbench.activeTab("Deploy.assume-role.jsonc").waitFor();
    await workbench.lens("Run checks").waitFor();
    await workbench.screenshot("role-config-of-profile");
    const made = JSON.parse(await workbench.editorText()) as {
      readonly caller: unknown;
      readonly hops: readonly { readonly roleArn: string; readonly sessionName: string }[];
      readonly checks: unknown;
    };
    assert.deepEqual(made.caller, { principal: "arn:aws:iam::111111111111:user/dev", profile: "base" });
    const [hop] = made.hops;
    assert.equal(hop?.roleArn, "arn:aws:iam::222222222222:role/Deploy");
    assert.deepEqual(made.checks, [
      { identity: `arn:aws:sts::222222222222:assumed-role/Deploy/${hop.sessionName}` },
    ]);
  });

  /** Answers the questions of Create Role Config by their prompts: all have the same title. */
  async function answer(questions: readonly (readonly [prompt: string, answer: string])[]): Promise<void> {
    for (const [prompt, text] of questions) {
      const question = await workbench.question("Create Role Config");
      await question.waitForMessage(prompt);
      await question.enter(text);
    }
  }
});

/** How many places of an editor are underlined as wrong or doubtful. */
function problemsIn(editor: Locator): Promise<number> {
  return editor.locator(".squiggly-error, .squiggly-warning").count();
}

describe("checks with real calls", () => {
  let aws: CrossAccount;
  let workbench: Workbench;

  before(async () => {
    aws = await startCrossAccount();
    const { env, workspace } = makeFixtureHome({ config: aws.config, credentials: aws.credentials });
    workbench = await Workbench.open({ folder: workspace, env });
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  after(async () => {
    await workbench.close();
    await aws.stop();
  });

  it("are asked for after the user's word, and say where AWS and the simulation differ", async () => {
    // In AWS, and not in the file: the bucket's policy denies what the simulation allows.
    await aws.accountB.putBucketPolicy("s3-bucket-name", {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Deny", Principal: "*", Action: "s3:ListBucket", Resource: "arn:aws:s3:::s3-bucket-name" },
      ],
    });
    await workbench.openFile(config);
    await workbench.clickLens("Check live as deployment", workbench.page.locator(".monaco-dialog-box"));
    const dialog = await workbench.dialog();
    assert.match(dialog.message, /MyRoleB using profile 'deployment'/);
    await dialog.press("Call AWS");
    const toast = await workbench.notification("Simulated: allowed. AWS: refused.");
    assert.ok((await toast.buttons()).includes("Open Policy"));
    await toast.press("Show Trace");
    const trace = await workbench.reportText(
      "Live checks of cross-account.assume-role.jsonc",
      /^lists the prefix: failed$/m,
    );
    await workbench.screenshot("live-trace");
    assert.match(trace, /^ {2}2\. AssumeRole arn:aws:iam::222222222222:role\/MyRoleB$/m);
    assert.match(trace, /^ {2}Simulated: allowed\. AWS: refused\.$/m);
    await workbench.runCommand("Testing: Focus on Test Explorer View");
    await workbench.testRow([...hopPath, "lists the prefix"], "Failed");
    await workbench.screenshot("live-difference");
  });

  it("are in error at the hop where nothing answers, and a notification says why", async () => {
    await aws.stop();
    await workbench.openFile(config);
    await workbench.clickLens(
      "Check live as deployment",
      workbench.page.locator(".notifications-toasts").getByText("Nothing listens at"),
    );
    const toast = await workbench.notification("Nothing listens at");
    assert.deepEqual(await toast.buttons(), ["Open AWS Config", "Show Log"]);
    await workbench.runCommand("Testing: Focus on Test Explorer View");
    await workbench.testRow(hopPath, "Errored");
    await workbench.testRow([...hopPath, "lists the prefix"], "Skipped");
    await workbench.screenshot("live-no-answer");
  });
});
