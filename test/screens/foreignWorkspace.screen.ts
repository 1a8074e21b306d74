import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome, type FixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { Workbench } from "./harness/workbench.ts";

/** A folder from somebody else, trusted in haste: what it says is shown before it has any effect. */
describe("a workspace that names a profile", () => {
  let home: FixtureHome;
  let workbench: Workbench;
  const marker = (): string => join(home.home, "the-program-ran");

  before(async () => {
    home = makeFixtureHome({ config: "", credentials: "" });
    writeFileSync(
      join(home.home, ".aws/config"),
      [
        "[profile tool]",
        `credential_process = touch ${marker()}`,
        "region = eu-west-1",
        "[profile elsewhere]",
        "sso_session = corp",
        "sso_account_id = 111122223333",
        "sso_role_name = Reader",
        "region = eu-west-1",
        "services = other",
        "[sso-session corp]",
        "sso_start_url = https://example.awsapps.com/start",
        "sso_region = eu-west-1",
        "[services other]",
        "s3 =",
        "  endpoint_url = https://storage.example.com",
        "",
      ].join("\n"),
    );
    mkdirSync(join(home.workspace, "foreign"));
    const roleConfig = (profile: string, role: string): string =>
      JSON.stringify({ version: 1, caller: { profile }, hops: [{ roleArn: role }] });
    for (const profile of ["tool", "elsewhere"]) {
      writeFileSync(
        join(home.workspace, `foreign/${profile}.assume-role.json`),
        roleConfig(profile, "arn:aws:iam::111122223333:role/Foreign"),
      );
    }
    workbench = await Workbench.open({ folder: home.workspace, env: home.env });
    await workbench.showView();
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  after(() => workbench.close());

  it("runs no program of it before the user has seen which", async () => {
    await workbench.openFile("foreign/tool.assume-role.json");
    await workbench.runCommand("Assume Role: Check Caller Identity");
    const dialog = await workbench.dialog();
    await workbench.screenshot("foreign-program");
    assert.match(dialog.message, /program of profile 'tool': touch .*the-program-ran/);
    await dialog.press("Cancel");
    assert.ok(!existsSync(marker()), "the program ran");
  });

  it("shows its plan without running it", async () => {
    await workbench.openFile("foreign/tool.assume-role.json");
    await workbench.runCommand("Assume Role: Show Plan");
    await (await workbench.question("Show Plan")).pick("arn:aws:iam::111122223333:role/Foreign");
    const plan = await workbench.reportText("Plan of tool");
    assert.match(plan, /Runs this line in a shell/);
    assert.match(plan, /Hop 1: AssumeRole arn:aws:iam::111122223333:role\/Foreign/);
    assert.ok(!existsSync(marker()), "the program ran");
  });

  it("calls no endpoint of its own before the user has seen where", async () => {
    await workbench.openFile("foreign/elsewhere.assume-role.json");
    await workbench.runCommand("Assume Role: Check Caller Identity");
    const dialog = await workbench.dialog();
    assert.match(dialog.message, /S3: https:\/\/storage\.example\.com, from s3 in \[services other\]/);
    await dialog.press("Cancel");
  });

  it("gives a profile for its role, written only after a look at it", async () => {
    const config = join(home.home, ".aws/config");
    const before = readFileSync(config, "utf8");
    await workbench.openFile("foreign/elsewhere.assume-role.json");
    await workbench.runCommand("Assume Role: Create Profile from This Role");
    const name = await workbench.question("Create Profile from This Role");
    await name.waitForMessage("arn:aws:iam::111122223333:role/Foreign");
    await name.enter("foreign");
    await workbench.until("the difference is shown", () =>
      workbench.hasTab("Create Profile from This Role: config"),
    );
    assert.equal(readFileSync(config, "utf8"), before);
    await (await workbench.question("Create Profile from This Role")).pick(`Write to ${config}`);
    await workbench.until("it is written", () => Promise.resolve(readFileSync(config, "utf8") !== before));
    assert.equal(
      readFileSync(config, "utf8"),
      `${before}\n[profile foreign]\nrole_arn = arn:aws:iam::111122223333:role/Foreign\nsource_profile = elsewhere\n`,
    );
  });
});
