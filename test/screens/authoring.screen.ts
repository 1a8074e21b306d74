import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { hoverText } from "./harness/hover.ts";
import type { Typing } from "./harness/typing.ts";
import { Workbench } from "./harness/workbench.ts";

const publisher = "arn:aws:iam::222222222222:role/Publisher";
const policy = (statement: object): string =>
  `${JSON.stringify({ Version: "2012-10-17", Statement: [statement] }, undefined, 2)}\n`;

const files = {
  "uploads.bucket-policy.json": policy({
    Effect: "Allow",
    Principal: { AWS: publisher },
    Action: "",
    Resource: "arn:aws:s3:::uploads-of-ours",
  }),
  "publisher.inline-policy.json": policy({
    Effect: "Allow",
    Action: "s3:PutObject",
    Resource: "arn:aws:s3:::uploads-of-ours/*",
  }),
  "mistyped.inline-policy.json": policy({
    Effect: "Allow",
    Action: "s3:GetObjct",
    Resource: "arn:aws:s3:::uploads-of-ours/*",
  }),
  "publisher.trust-policy.json": policy({
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111111111111:role/Build" },
    Action: "sts:AssumeRole",
  }),
  "publisher.assume-role.json": `${JSON.stringify(
    {
      version: 1,
      caller: { principal: "arn:aws:iam::111111111111:role/Build" },
      hops: [{ roleArn: publisher, trustPolicy: "", expect: "" }],
    },
    undefined,
    2,
  )}\n`,
};

/** What somebody sees who writes policies, role configs and `~/.aws/config` with the keyboard alone. */
describe("authoring", () => {
  let workbench: Workbench;

  const open = async (name: keyof typeof files): Promise<void> => workbench.openFile(`authoring/${name}`);
  /** The keyboard, with the caret behind the first place where a file has these words. */
  const typingAfter = async (name: keyof typeof files, words: string): Promise<Typing> => {
    const before = files[name].slice(0, files[name].indexOf(words) + words.length).split("\n");
    return workbench.typingAt(before.length, (before.at(-1) ?? "").length + 1);
  };

  before(async () => {
    const home = makeFixtureHome();
    mkdirSync(join(home.workspace, "authoring"));
    for (const [name, text] of Object.entries(files))
      writeFileSync(join(home.workspace, "authoring", name), text);
    workbench = await Workbench.open({ folder: home.workspace, env: home.env });
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });
  after(() => workbench.close());

  it("an action is typed by its initials, offered once, and accepted by the keyboard", async () => {
    await open("uploads.bucket-policy.json");
    const typing = await typingAfter("uploads.bucket-policy.json", '"Action": "');
    await typing.type("PBP");
    await typing.waitForSuggestion("s3:PutBucketPolicy");
    await workbench.screenshot("authoring-initials");
    assert.equal(await typing.timesSuggested("s3:PutBucketPolicy"), 1);
    await typing.accept("s3:PutBucketPolicy", "Tab");
    assert.match(await workbench.editorText(), /^ {6}"Action": "s3:PutBucketPolicy",$/m);
  });

  it("an action says what it does", async () => {
    await open("publisher.inline-policy.json");
    const action = workbench.page
      .locator(".editor-group-container.active .view-line span")
      .getByText('"s3:PutObject"', { exact: true });
    const text = await hoverText(action.last());
    await workbench.screenshot("authoring-hover");
    assert.match(text, /s3:PutObject · Write · Amazon S3/);
    assert.match(text, /Grants permission to add an object to a bucket/);
    assert.match(text, /arn:\$\{Partition\}:s3:::\$\{BucketName\}\/\$\{ObjectName\}/);
  });

  it("a mistake is underlined, and mended by the keyboard", async () => {
    await open("mistyped.inline-policy.json");
    const typing = await typingAfter("mistyped.inline-policy.json", "s3:GetOb");
    await typing.waitForUnderlined("error", 1);
    await typing.applyFix("Change to s3:GetObject", () => workbench.screenshot("authoring-fix"));
    await typing.waitForUnderlined("error", 0);
    await workbench.screenshot("authoring-fixed");
    assert.match(await workbench.editorText(), /^ {6}"Action": "s3:GetObject",$/m);
  });

  it("a role config is told its policies and what is expected", async () => {
    await open("publisher.assume-role.json");
    const path = await typingAfter("publisher.assume-role.json", '"trustPolicy": "');
    await path.type("publ");
    await path.waitForSuggestion("publisher.trust-policy.json");
    await workbench.screenshot("authoring-role-config-path");
    assert.equal(await path.timesSuggested("publisher.trust-policy.json"), 1);
    await path.accept("publisher.trust-policy.json");
    const expectation = await typingAfter("publisher.assume-role.json", '"expect": "');
    await expectation.type("al");
    await expectation.waitForSuggestion("allow");
    await workbench.screenshot("authoring-role-config-expect");
    assert.equal(await expectation.timesSuggested("allow"), 1);
    await expectation.accept("allow");
    assert.match(
      await workbench.editorText(),
      /^ {6}"trustPolicy": "publisher\.trust-policy\.json",\n {6}"expect": "allow"$/m,
    );
  });

  it("a key of ~/.aws/config is completed, and its value after it", async () => {
    await workbench.showView();
    await (await workbench.treeRow("deploy")).pickFromMenu("Open in Config File");
    await workbench.activeTab("config").waitFor();
    const lines = (await workbench.editorText()).split("\n");
    const last = lines.findIndex((line) => line.startsWith("source_profile"));
    const typing = await workbench.typingAt(last + 1, (lines[last] ?? "").length + 1);
    await typing.press("Enter");
    await typing.type("reg");
    await typing.waitForSuggestion("region");
    await workbench.screenshot("authoring-aws-key");
    assert.equal(await typing.timesSuggested("region"), 1);
    await typing.accept("region");
    await typing.type("eu-no");
    await typing.waitForSuggestion("eu-north-1");
    await workbench.screenshot("authoring-aws-value");
    assert.equal(await typing.timesSuggested("eu-north-1"), 1);
    await typing.accept("eu-north-1");
    assert.match(await workbench.editorText(), /^source_profile = base\nregion = eu-north-1$/m);
  });
});
