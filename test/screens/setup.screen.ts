import assert from "node:assert/strict";
import { chmodSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { startLoopback, type Loopback } from "../servers/loopback.ts";
import { Workbench } from "./harness/workbench.ts";

const title = "Check My AWS Setup";

describe("the report of the AWS set-up", () => {
  let sts: Loopback;
  let workbench: Workbench;
  let home: string;

  before(async () => {
    // A server whose clock is ten minutes ahead.
    sts = await startLoopback((_request, _body, response) => {
      response.writeHead(403, { date: new Date(Date.now() + 600_000).toUTCString() });
      response.end();
    });
    const many = Array.from(
      { length: 14 },
      (_, index) =>
        `[profile far-${index}]\ncredential_process = x\nregion = eu-west-1\nendpoint_url = http://127.0.0.1:${index + 1}\n`,
    );
    const fixture = makeFixtureHome({
      config: `[profile base]
region = eu-west-1
endpoint_url = ${sts.endpoint}

[profile lost]
role_arn = arn:aws:iam::111122223333:role/Lost
source_profile = gone

[profile reader]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Reader
region = eu-west-1
endpoint_url = ${sts.endpoint}

[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-1

${many.join("\n")}`,
      credentials: `[base]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
region = us-east-1
`,
    });
    ({ home } = fixture);
    chmodSync(join(home, ".aws"), 0o700);
    chmodSync(join(home, ".aws/config"), 0o600);
    chmodSync(join(home, ".aws/credentials"), 0o644);
    const cache = join(home, ".aws/cli/cache");
    mkdirSync(cache, { recursive: true });
    writeFileSync(join(cache, "session.json"), "{}", { mode: 0o644 });
    chmodSync(cache, 0o755);
    workbench = await Workbench.open({
      folder: fixture.workspace,
      env: { ...fixture.env, AWS_PROFILE: "bsae", AWS_SESSION_TOKEN: "FwoGZXIvYXdzEXAMPLE" },
    });
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(async () => {
    await workbench.close();
    await sts.stop();
  });

  const mode = (path: string): string => (statSync(join(home, ".aws", path)).mode & 0o777).toString(8);
  const report = (says: RegExp): Promise<string> => workbench.reportText("AWS set-up of", says);

  it("says what is wrong, the worst first, and what is in order", async () => {
    await workbench.runCommand(`Assume Role: ${title}`);
    const question = await workbench.question(title);
    assert.match((await question.items()).join("\n"), /Also ask the 15 endpoints of the profiles/);
    await workbench.screenshot("setup-question");
    await question.pick("Look at this machine only");
    const text = await report(/Endpoints\n {2}not asked/);
    await workbench.screenshot("setup-report");
    assert.match(
      text,
      /Does not work\n {2}AWS_PROFILE is 'bsae', .* Did you mean 'base'\?\n {2}Profile 'lost' does not work/,
    );
    assert.match(text, /SSO session 'corp' of profile 'reader' has no sign-in/);
    assert.match(text, /'region' of profile 'base' stands in both files/);
    assert.match(text, /AWS_SESSION_TOKEN +is set/);
    assert.doesNotMatch(text, /EXAMPLE/);
  });

  it("closes a file to others in one click, and looks again", async () => {
    const lens = "Close it to others (chmod 600)";
    await workbench.until("the file is closed", async () => {
      await workbench
        .lens(lens)
        .click({ timeout: 5000 })
        .catch(() => undefined);
      return mode("credentials") === "600";
    });
    const text = await report(/credentials {2}mode 600/);
    assert.doesNotMatch(text, /may read \S+credentials/);
    await workbench.until("the folder is closed", async () => {
      await workbench
        .lens("Close it to others (chmod 700)")
        .click({ timeout: 5000 })
        .catch(() => undefined);
      return mode("cli/cache") === "700";
    });
    await report(/^(?![^]*sessions of roles)/);
    await workbench.screenshot("setup-closed");
  });

  it("signs in to SSO from the line that says it is needed", async () => {
    const question = workbench.page
      .locator(".quick-input-widget:visible .quick-input-title")
      .filter({ hasText: "Sign in at https://corp.awsapps.com/start" });
    await workbench.clickLens("Sign in to SSO", question);
    await workbench.screenshot("setup-sign-in");
    await (await workbench.quickInput()).cancel();
    await report(/SSO session 'corp' of profile 'reader' has no sign-in/);
  });

  it("asks all endpoints, and says which do not answer and that the clock is off", async () => {
    await workbench.until("the endpoints are asked", async () => {
      await workbench
        .lens("Ask the endpoints")
        .click({ timeout: 5000 })
        .catch(() => undefined);
      return (await report(/\S/)).includes("nothing listens there");
    });
    const text = await report(
      /127\.0\.0\.1:14 cannot be reached: nothing listens there\. Profile 'far-13' calls it\./,
    );
    await workbench.screenshot("setup-endpoints");
    assert.match(text, /The clock of this machine is (9\.9|10|10\.1) minutes behind/);
    assert.equal(text.match(/cannot be reached: nothing listens there/g)?.length, 14);
    assert.match(text, /answered, its clock is (599|600|601) s ahead of this machine's/);
  });

  it("leads from a line to its place in the file", async () => {
    const link = workbench.page
      .locator(".editor-group-container.active .view-line .detected-link")
      .filter({ hasText: /config:7:18/ })
      .first();
    await workbench.until("the file is open at the line", async () => {
      await link.click({ modifiers: ["ControlOrMeta"], timeout: 5000 }).catch(() => undefined);
      return (await workbench.statusText()).includes("Ln 7, Col 18");
    });
    await workbench.activeTab("config").waitFor();
    await workbench.screenshot("setup-place");
  });
});
