import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome, type FixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { Workbench } from "./harness/workbench.ts";

const caller = "arn:aws:iam::222222222222:role/ScreenCaller";
const reader = "arn:aws:iam::310123456780:role/ScreenReader";
const policy = (statement: object): string =>
  `${JSON.stringify({ Version: "2012-10-17", Statement: [statement] }, null, 2)}\n`;

/** What somebody sees whose trust policy and whose caller's policy disagree. */
describe("two files that disagree", () => {
  let home: FixtureHome;
  let workbench: Workbench;

  before(async () => {
    home = makeFixtureHome();
    const folder = join(home.workspace, "pair");
    mkdirSync(folder);
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
    };
    write(
      "pair.assume-role.json",
      JSON.stringify({
        version: 1,
        caller: { principal: caller, policies: ["caller.inline-policy.json"] },
        hops: [{ roleArn: reader, trustPolicy: "reader.trust-policy.json" }],
      }),
    );
    write(
      "caller.inline-policy.json",
      policy({ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }),
    );
    write(
      "reader.trust-policy.json",
      policy({ Effect: "Allow", Principal: { AWS: caller }, Action: "sts:AssumeRole" }),
    );
    write(
      "store.assume-role.json",
      JSON.stringify({
        version: 1,
        caller: { principal: caller, policies: ["caller.inline-policy.json"] },
        hops: [],
        buckets: [{ name: "screen-bucket", policy: "store.bucket-policy.json" }],
        checks: [{ list: "s3://screen-bucket/in/" }],
      }),
    );
    write(
      "store.bucket-policy.json",
      policy({
        Effect: "Allow",
        Principal: { AWS: caller },
        Action: "s3:ListBucket",
        Resource: "arn:aws:s3:::screen-bucket",
      }),
    );
    workbench = await Workbench.open({ folder: home.workspace, env: home.env });
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });
  after(() => workbench.close());

  it("the finding points to the other file, and its fix changes that file", async () => {
    await workbench.openFile("pair/reader.trust-policy.json");
    const typing = await workbench.typingAt(7, 20);
    await typing.waitForUnderlined("warning", 1);
    await workbench.runCommand("Go to Next Problem (Error, Warning, Info)");
    const problem = workbench.page.locator(".marker-widget").first();
    await workbench.until("the problem shows with the other file", async () =>
      /No policy of ScreenCaller allows sts:AssumeRole[^]*caller\.inline-policy\.json/.test(
        (await problem.allInnerTexts()).join("\n").replaceAll("\u00a0", " "),
      ),
    );
    await workbench.screenshot("two-files-disagree");
    await typing.press("Escape");
    await (
      await workbench.typingAt(7, 20)
    ).applyFix("Allow sts:AssumeRole in caller.inline-policy.json", () =>
      workbench.screenshot("two-files-disagree-fix"),
    );
    await workbench.openFile("pair/caller.inline-policy.json");
    await workbench.until("the other file has the statement", async () =>
      (await workbench.editorText()).includes(`"Resource": "${reader}"`),
    );
    await workbench.screenshot("two-files-agree");
    await workbench.openFile("pair/reader.trust-policy.json");
    await (await workbench.typingAt(1, 1)).waitForUnderlined("warning", 0);
    // Of the whole window: errors and warnings, of which there was one.
    const problems = workbench.page.locator('.statusbar-item[id="status.problems"]');
    await workbench.until("no problem is left", async () =>
      /^0\s+0$/.test((await problems.innerText()).trim()),
    );
    assert.ok(!(await workbench.editorText()).includes(reader), "the judged file stays as it is");
  });

  it("a bucket is renamed in both by the keyboard", async () => {
    await workbench.openFile("pair/store.bucket-policy.json");
    const typing = await workbench.typingAt(10, 37);
    const box = workbench.page.locator(".rename-box input");
    await workbench.until("the name can be typed", async () => {
      if (await box.isVisible()) return true;
      await typing.press("F2");
      return false;
    });
    assert.equal(await box.inputValue(), "screen-bucket");
    await workbench.screenshot("bucket-rename");
    await box.fill("renamed-bucket");
    await typing.press("Enter");
    await workbench.until("the policy names the other bucket", async () =>
      (await workbench.editorText()).includes('"arn:aws:s3:::renamed-bucket"'),
    );
    await workbench.openFile("pair/store.assume-role.json");
    const text = await workbench.editorText();
    assert.equal(text.match(/renamed-bucket/g)?.length, 2, text);
    assert.ok(!text.includes("screen-bucket"), text);
    await workbench.screenshot("bucket-renamed");
  });
});
