import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { removeFolderAtExit } from "../../scripts/process/atExit.ts";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { Workbench } from "./harness/workbench.ts";

const chain = Array.from({ length: 40 }, (_, index) => [
  `[profile hop-${index}]`,
  `role_arn = arn:aws:iam::111122223333:role/Role${index}`,
  `source_profile = ${index === 39 ? "base" : `hop-${index + 1}`}`,
]).flat();

const token = [
  "{}",
  JSON.stringify({
    iss: "https://token.actions.githubusercontent.com",
    aud: "sts.amazonaws.com",
    sub: "repo:me/it:ref:refs/heads/main",
  }),
  "signature",
]
  .map((part) => Buffer.from(part).toString("base64url"))
  .join(".");

const configWith = (tokenFile: string): string => `[profile ci]
role_arn = arn:aws:iam::111122223333:role/Ci
web_identity_token_file = ${tokenFile}
region = eu-west-1

[profile tool]
credential_process = ~/bin/keys --for $USER
region = eu-west-1

[profile base]
region = eu-west-1

[profile deploy]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = base
mfa_serial = arn:aws:iam::111122223333:mfa/jane
duration_seconds = 7200
region = eu-west-1

[profile read]
role_arn = arn:aws:iam::444455556666:role/data/Read
source_profile = deploy
duration_seconds = 43200

${chain.join("\n")}
`;

const credentials = `[base]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`;

describe("a plan before anything is called", () => {
  let workbench: Workbench;

  before(async () => {
    const tokenFile = join(mkdtempSync(join(tmpdir(), "token-")), "token");
    removeFolderAtExit(dirname(tokenFile));
    writeFileSync(tokenFile, token);
    const fixture = makeFixtureHome({ config: configWith(tokenFile), credentials });
    workbench = await Workbench.open({
      folder: fixture.workspace,
      env: { ...fixture.env, AWS_REGION: "us-west-2" },
    });
    await workbench.showView();
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(() => workbench.close());

  it("says every fact of every hop, and what the AWS CLI and the SDKs do otherwise", async () => {
    await (await workbench.treeRow("read")).pickFromMenu("Show Plan");
    const plan = await workbench.reportText("Plan of read", /differently/);
    await workbench.screenshot("plan-report");
    assert.match(plan, /MFA device {6}arn:aws:iam::111122223333:mfa\/jane\n.*code is asked for once/);
    assert.match(plan, /duration {8}7200 s \(2 h\), where the role allows it/);
    assert.match(plan, /Hop 2: AssumeRole arn:aws:iam::444455556666:role\/data\/Read\n/);
    assert.match(plan, /hop 2 asks for 43200 s and gets 3600 s/);
    assert.match(
      plan,
      /STS {13}https:\/\/sts\.us-west-2\.amazonaws\.com\n {2}region {10}us-west-2, from AWS_REGION/,
    );
    assert.match(plan, /Python's boto3 does not read it/);
    assert.match(plan, /stops unless the program gives it an mfaCodeProvider/);
  });

  it("begins a role config with the provider that a web identity token names", async () => {
    await (await workbench.treeRow("ci")).pickFromMenu("Create Role Config");
    const question = await workbench.question("Create Role Config");
    await question.waitForMessage("Who issues the web identity token?");
    await workbench.screenshot("plan-web-identity");
    // The provider stands there already.
    await workbench.page.keyboard.press("Enter");
    await workbench.activeTab("Ci.assume-role.jsonc").waitFor();
    const config = await workbench.editorText();
    await workbench.screenshot("plan-web-identity-config");
    assert.match(
      config,
      /"provider": "arn:aws:iam::111122223333:oidc-provider\/token\.actions\.githubusercontent\.com"/,
    );
    assert.match(config, /"sub": "repo:me\/it:ref:refs\/heads\/main"/);
    assert.match(config, /"profile": "ci"/);
    await workbench.runCommand("View: Revert and Close Editor");
  });

  it("says the same in the tooltip of the row", async () => {
    // On a busy machine the hover says for a while that it is still loading.
    const tooltipWith = async (label: string, words: string): Promise<string> => {
      let tooltip = "";
      await workbench.until(`the tooltip of ${label} says '${words}'`, async () => {
        tooltip = await (await workbench.treeRow(label)).tooltip();
        return tooltip.includes(words);
      });
      return tooltip;
    };
    const tooltip = await tooltipWith("read", "What the AWS CLI and the SDKs do differently");
    await workbench.screenshot("plan-tooltip");
    assert.match(
      tooltip,
      /2\. AssumeRole arn:aws:iam::111122223333:role\/Deploy .* with a code of MFA device/,
    );
    assert.match(tooltip, /All calls: region us-west-2, from AWS_REGION/);
    await tooltipWith("tool", "in the AWS CLI the program is started with them");
    await workbench.screenshot("plan-tooltip-tool");
  });

  it("writes a chain of forty roles down, counts the middle ones in the tooltip, and asks in a dialog that fits", async () => {
    await workbench.runCommand("Assume Role: Show Plan");
    await (await workbench.question("Show Plan")).type("hop-0");
    await (await workbench.quickInput()).pick("hop-0");
    const plan = await workbench.reportText("Plan of hop-0", /Hop 40: AssumeRole \S+\/Role0\n/);
    assert.equal(plan.match(/^Hop \d+: /gm)?.length, 40);
    await workbench.runCommand("Assume Role: Switch Profile");
    await (await workbench.question("Switch Profile")).type("hop-0");
    await (await workbench.quickInput()).pick("hop-0");
    await workbench.runCommand("Assume Role: Check Caller Identity");
    const dialog = await workbench.dialog();
    await workbench.screenshot("plan-dialog-forty");
    assert.match(dialog.message, /… 30 more: AssumeRole, role by role\. Show Plan has them all\./);
    const box = await workbench.page.locator(".monaco-dialog-box").boundingBox();
    assert.ok(box !== null && box.y >= 0 && box.y + box.height <= 900, JSON.stringify(box));
    assert.match(dialog.message, /Role0/);
    await dialog.press("Cancel");
  });
});
