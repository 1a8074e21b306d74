import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome, type FixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { Workbench } from "./harness/workbench.ts";

const config = `[default]
region = us-east-1

[profile base]
region = eu-west-1

[profile deploy-prod]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = base
region = eu-west-1

[profile read-data]
role_arn = arn:aws:iam::444455556666:role/data/ReadData
source_profile = deploy-prod
region = eu-west-1
duration_seconds = 43200

[profile sso-admin]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = AdministratorAccess

[sso-session corp]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-west-1

[profile orphan]
role_arn = arn:aws:iam::111122223333:role/Orphan
source_profile = gone

[profile chicken]
role_arn = arn:aws:iam::111122223333:role/Chicken
source_profile = egg

[profile egg]
role_arn = arn:aws:iam::111122223333:role/Egg
source_profile = chicken

[profile both]
role_arn = arn:aws:iam::111122223333:role/Both
source_profile = base
credential_source = Environment

[profile short]
role_arn = arn:aws:iam::111122223333:role/Short
source_profile = base
duration_seconds = 60

[profile broken
region = eu-west-1
`;

const credentials = `[base]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`;

describe("the profiles view", () => {
  let home: FixtureHome;
  let workbench: Workbench;
  const file = (name: string): string => join(home.home, ".aws", name);
  const labels = async (): Promise<string[]> => (await workbench.treeRows()).map(({ label }) => label);
  /** Waits until the tree shows exactly these labels. */
  const shows = (what: string, wanted: readonly string[]): Promise<void> =>
    workbench.until(what, async () => (await workbench.treeLabelsNow()).join() === wanted.join());

  before(async () => {
    home = makeFixtureHome({ config, credentials });
    workbench = await Workbench.open({ folder: home.workspace, env: home.env });
    await workbench.showView();
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(() => workbench.close());

  it("nests roles under their source profile and says what each one is", async () => {
    await workbench.treeRow("short");
    const rows = await workbench.treeRows();
    const shown = rows.map(({ label, level, description }) => `${level} ${label}: ${description}`);
    await workbench.screenshot("profiles-view");
    assert.ok(shown.includes("1 base: static keys · eu-west-1"), shown.join("\n"));
    assert.ok(shown.includes("2 deploy-prod: role/Deploy · 111122223333 · eu-west-1"), shown.join("\n"));
    assert.ok(shown.some((row) => row.startsWith("3 read-data: role/data/ReadData · 444455556666")));
    assert.ok(shown.includes("1 sso-admin: SSO AdministratorAccess · 111122223333"), shown.join("\n"));
    assert.ok(shown.some((row) => row.startsWith("1 default: current")));
  });

  it("shows what is wrong with a profile on its row, and the rest still", async () => {
    const problem = async (label: string): Promise<string> => (await workbench.treeRow(label)).description;
    assert.match(await problem("orphan"), /'gone'/);
    assert.match(await problem("chicken"), /sources run in a circle/);
    assert.match(await problem("egg"), /sources run in a circle/);
    assert.match(await problem("both"), /^Both source_profile and cred/);
    assert.match(await problem("short"), /900/);
    assert.match(await problem("broken"), /\]|bracket/);
  });

  it("tells in the tooltip what is known", async () => {
    const tooltip = await (await workbench.treeRow("deploy-prod")).tooltip();
    assert.match(tooltip, /arn:aws:iam::111122223333:role\/Deploy/);
    assert.match(tooltip, /Not checked yet/);
  });

  it("switches by the inline action, the palette and the status bar, and remembers it", async () => {
    await (await workbench.treeRow("deploy-prod")).pressInline("Use Profile");
    await workbench.until("the row is current", async () =>
      (await workbench.treeRow("deploy-prod")).description.startsWith("current"),
    );
    assert.match(await (await workbench.statusBarItem("deploy-prod")).tooltip(), /chosen for this workspace/);
    await workbench.runCommand("Assume Role: Switch Profile");
    await (await workbench.quickInput()).pick("read-data");
    const item = await workbench.statusBarItem("read-data");
    await item.click();
    await (await workbench.quickInput()).pick("base");
    await workbench.statusBarItem("base");
    await workbench.reloadWhenSaved(`"currentProfile":"base"`);
    await workbench.showView();
    assert.match((await workbench.treeRow("base")).description, /^current/);
  });

  it("opens the section of a profile", async () => {
    await (await workbench.treeRow("read-data")).pickFromMenu("Open in Config File");
    await workbench.activeTab("config").waitFor();
    assert.match(await workbench.statusText(), /Ln 12\b/);
  });

  it("follows the files: changed, replaced, gone and there again", async () => {
    writeFileSync(file("config"), "[profile base]\n[profile changed]\nregion = eu-west-1\n");
    await shows("a change shows", ["base", "changed"]);
    writeFileSync(file("config.new"), "[profile base]\n[profile replaced]\nregion = eu-west-1\n");
    renameSync(file("config.new"), file("config"));
    await shows("an atomic replacement shows", ["base", "replaced"]);
    rmSync(file("config"));
    await shows("what stands in credentials alone is left", ["base"]);
    rmSync(join(home.home, ".aws"), { recursive: true });
    assert.match(await workbench.welcomeText(), /No AWS profiles found/);
    await workbench.screenshot("profiles-none");
    mkdirSync(join(home.home, ".aws"));
    writeFileSync(file("config"), "[profile back]\nregion = eu-west-1\n");
    await shows("a new folder shows", ["back"]);
    assert.deepEqual(await labels(), ["back"]);
  });
});

describe("AWS_PROFILE in terminals", () => {
  let workbench: Workbench;

  before(async () => {
    const { env, workspace } = makeFixtureHome({ config, credentials });
    workbench = await Workbench.open({
      folder: workspace,
      env,
      settings: { "assumeRole.terminals.setAwsProfile": true },
    });
    await workbench.showView();
  });

  after(() => workbench.close());

  it("is the chosen profile in a new terminal, and no key is there", async () => {
    await (await workbench.treeRow("deploy-prod")).pressInline("Use Profile");
    await workbench.statusBarItem("deploy-prod");
    await workbench.runCommand("Terminal: Create New Terminal");
    const text = await workbench.outputInTerminal("env | grep ^AWS_");
    assert.match(text, /^AWS_PROFILE=deploy-prod$/m);
    assert.doesNotMatch(text, /AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN/);
  });
});
