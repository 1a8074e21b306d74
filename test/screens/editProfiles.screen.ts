import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome, type FixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { Workbench } from "./harness/workbench.ts";

const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const config = `# mine
[profile base]
region = eu-west-1

[profile deploy]
role_arn = arn:aws:iam::222222222222:role/Deploy
source_profile = base   # keys
`;
const credentials = `[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${secret}\n`;

const mine = `{
  // Mine.
  "version": 1,
  "caller": { "profile": "read" /* of the machine */ },
  "hops": [{ "roleArn": "arn:aws:iam::222222222222:role/Read" }]
}
`;

describe("editing profiles", () => {
  let home: FixtureHome;
  let roleConfig: string;
  let workbench: Workbench;
  const path = (name: "config" | "credentials"): string => join(home.home, ".aws", name);
  const text = (name: "config" | "credentials"): string => readFileSync(path(name), "utf8");
  const hasText = (name: "config" | "credentials", words: string): Promise<void> =>
    workbench.until(`${name} says ${words}`, () => Promise.resolve(text(name).includes(words)));
  /** Answers the question behind the difference, which the editor shows. */
  const confirmWrite = async (title: string, file: "config" | "credentials"): Promise<void> => {
    const question = await workbench.question(title);
    await workbench.until("the difference is shown", () => workbench.hasTab(`${title}: ${file}`));
    await question.pick(`Write to ${path(file)}`);
  };
  /** The next box of New Profile: `prompt` tells that it is the next one. */
  const answer = async (prompt: string, value: string): Promise<void> => {
    const box = await workbench.question("New Profile");
    await box.waitForMessage(prompt);
    await box.enter(value);
  };

  /** The setting as the editor has written it for the machine. */
  const remembered = (): unknown => {
    const written = readFileSync(join(workbench.dataFolder, "data/Machine/settings.json"), "utf8");
    return (JSON.parse(written) as Readonly<Record<string, unknown>>)["assumeRole.sessions.remember"];
  };

  before(async () => {
    home = makeFixtureHome({ config, credentials });
    roleConfig = join(home.workspace, "mine.assume-role.jsonc");
    writeFileSync(roleConfig, mine);
    workbench = await Workbench.open({
      folder: home.workspace,
      env: home.env,
      settings: { "assumeRole.sessions.remember": ["read"] },
    });
    await workbench.showView();
    await workbench.treeRow("deploy");
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(() => workbench.close());

  it("makes a role profile out of a few answers, after a look at the difference", async () => {
    await workbench.runCommand("Assume Role: Create a Profile");
    await (await workbench.question("New Profile")).pick("Role");
    await answer("Name of the profile", "read");
    const box = await workbench.question("New Profile");
    await box.waitForMessage("role_arn");
    await box.enter("arn:aws:iam::222222222222:user/jane");
    await box.waitForMessage("role");
    await box.enter("arn:aws:iam::222222222222:role/Read");
    await workbench.until("the source is asked", async () =>
      (await (await workbench.quickInput()).placeholder()).includes("Whose credentials"),
    );
    await (await workbench.quickInput()).pick("deploy");
    await answer("mfa_serial", "");
    await answer("external_id", "abc-123");
    await answer("region", "eu-west-1");
    const question = await workbench.question("New Profile");
    await workbench.until("the difference is shown", () => workbench.hasTab("New Profile: config"));
    await workbench.screenshot("profile-new-difference");
    assert.equal(text("config"), config, "nothing is written before the user says so");
    await question.pick(`Write to ${path("config")}`);
    await workbench.treeRow("read");
    assert.equal(
      text("config"),
      `${config}\n[profile read]\nrole_arn = arn:aws:iam::222222222222:role/Read\nsource_profile = deploy\nexternal_id = abc-123\nregion = eu-west-1\n`,
    );
    await (await workbench.notification("Profile 'read' was written")).press("Use it here");
    await workbench.statusBarItem("read");
    await workbench.screenshot("profile-new-in-force");
  });

  it("shows the plan of it before anything is called", async () => {
    await (await workbench.treeRow("read")).pickFromMenu("Show Plan");
    await workbench.activeTab("Plan of read").waitFor();
    await workbench.screenshot("profile-plan");
    const plan = await workbench.editorText();
    assert.match(plan, /Plan of profile 'read'\nNothing has been called\./);
    assert.match(plan, /Hop 2: AssumeRole arn:aws:iam::222222222222:role\/Read/);
    assert.doesNotMatch(plan, /EXAMPLEKEY/);
  });

  it("takes access keys unseen, and shows neither those nor the old ones in the difference", async () => {
    await workbench.runCommand("Assume Role: Create a Profile");
    await (await workbench.question("New Profile")).pick("Access keys");
    await answer("Name of the profile", "second");
    await answer("aws_access_key_id", "AKIAI44QH8DHBEXAMPLE");
    const box = await workbench.question("New Profile");
    await box.waitForMessage("aws_secret_access_key");
    assert.ok(await box.isPassword(), "the secret can be read while it is typed");
    await box.enter("je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY");
    await answer("region", "");
    await workbench.until("the difference is shown", () => workbench.hasTab("New Profile: credentials"));
    await workbench.screenshot("profile-new-keys");
    const shown = await workbench.page.locator(".monaco-diff-editor").innerText();
    assert.match(shown, /••••/);
    assert.doesNotMatch(shown, /EXAMPLEKEY|AKIA/);
    await confirmWrite("New Profile", "credentials");
    await hasText("credentials", "[second]");
    assert.ok(text("credentials").startsWith(credentials));
  });

  it("renames a profile in both files and where others name it; the choice follows", async () => {
    await (await workbench.treeRow("base")).pressInline("Use Profile");
    await workbench.statusBarItem("base");
    await (await workbench.treeRow("base")).pickFromMenu("Rename Profile");
    const box = await workbench.question("Rename Profile");
    await box.type("deploy");
    await box.waitForMessage("already");
    await box.enter("keys");
    await confirmWrite("Rename Profile", "config");
    await confirmWrite("Rename Profile", "credentials");
    await workbench.treeRow("keys");
    await workbench.statusBarItem("keys");
    await workbench.screenshot("profile-renamed");
    assert.match(text("config"), /^# mine\n\[profile keys\]\nregion = eu-west-1\n/);
    assert.match(text("config"), /source_profile = keys {3}# keys\n/);
    assert.match(text("credentials"), /^\[keys\]\n/);
  });

  it("offers the new name to the role configs that name a profile; kept sessions stay kept", async () => {
    await (await workbench.treeRow("read")).pickFromMenu("Rename Profile");
    await (await workbench.question("Rename Profile")).enter("reader");
    await confirmWrite("Rename Profile", "config");
    const told = await workbench.notification(
      "A role config still names profile 'read': mine.assume-role.jsonc",
    );
    await workbench.screenshot("profile-renamed-elsewhere");
    await told.press("Write 'reader' There");
    await workbench.until("the role config follows", () =>
      Promise.resolve(readFileSync(roleConfig, "utf8") === mine.replace('"read"', '"reader"')),
    );
    assert.deepEqual(remembered(), ["reader"]);
  });

  it("edits a value in place", async () => {
    await (await workbench.treeRow("deploy")).pickFromMenu("Edit Profile");
    const list = await workbench.question("Edit Profile: deploy");
    const items = await list.items();
    assert.ok(
      items.some((item) => /^role_arn ?arn:aws:iam::222222222222:role\/Deploy/.test(item)),
      items.join("\n"),
    );
    await workbench.screenshot("profile-edit-list");
    await list.pick("role_arn");
    const box = await workbench.question("role_arn of profile 'deploy'");
    await box.type("arn:aws:iam::222222222222:user/jane");
    await box.waitForMessage("This ARN does not name a role");
    await workbench.screenshot("profile-edit-checked");
    await box.enter("arn:aws:iam::222222222222:role/Ship");
    await confirmWrite("Edit Profile", "config");
    await hasText("config", "role_arn = arn:aws:iam::222222222222:role/Ship\n");
  });

  it("adds several settings, and writes them after one look", async () => {
    await (await workbench.treeRow("deploy")).pickFromMenu("Edit Profile");
    const goOn = async (): Promise<void> => {
      const question = await workbench.question("Edit Profile");
      await workbench.until("the difference is shown", () => workbench.hasTab("Edit Profile: config"));
      await question.pick("Change another setting first");
    };
    const list = await workbench.question("Edit Profile: deploy");
    await list.type("duration");
    await workbench.screenshot("profile-edit-add");
    await list.pick("duration_seconds");
    const durations = await workbench.question("duration_seconds of profile 'deploy'");
    await workbench.screenshot("profile-edit-durations");
    assert.ok((await durations.items()).some((item) => /^1800 ?half an hour/.test(item)));
    await durations.type("5400");
    await durations.pick("Type another value");
    await (await workbench.quickInput()).enter("54000");
    await (await workbench.quickInput()).waitForMessage("900 to 43200 seconds");
    await (await workbench.quickInput()).enter("5400");
    await goOn();
    await (await workbench.question("Edit Profile: deploy")).type("s3.addressing");
    await (await workbench.question("Edit Profile: deploy")).pick("s3.addressing_style");
    await (await workbench.question("s3.addressing_style of profile 'deploy'")).pick("path");
    await goOn();
    const waiting = await workbench.question("Edit Profile: deploy");
    await workbench.screenshot("profile-edit-waiting");
    await waiting.pickFirst("Show the changes made so far");
    await workbench.until("the difference is shown", () => workbench.hasTab("Edit Profile: config"));
    await workbench.screenshot("profile-edit-difference");
    const marked = workbench.page.locator(
      ".monaco-diff-editor .squiggly-error, .monaco-diff-editor .squiggly-warning",
    );
    assert.equal(await marked.count(), 0, "a difference is nothing to mend");
    await confirmWrite("Edit Profile", "config");
    await hasText("config", "duration_seconds = 5400\ns3 =\n  addressing_style = path\n");
  });

  it("removes a setting by its button or by emptying it, and a block with its last key", async () => {
    await (await workbench.treeRow("deploy")).pickFromMenu("Edit Profile");
    await (await workbench.question("Edit Profile: deploy")).pressOnItem("s3.addressing_style", "Remove");
    await workbench.until("the difference is shown", () => workbench.hasTab("Edit Profile: config"));
    await (await workbench.question("Edit Profile")).pick("Change another setting first");
    await (await workbench.question("Edit Profile: deploy")).pick("duration_seconds");
    const durations = await workbench.question("duration_seconds of profile 'deploy'");
    await durations.pickFirst("Remove this setting");
    await confirmWrite("Edit Profile", "config");
    await workbench.until("both are gone", () =>
      Promise.resolve(!/duration_seconds|s3|addressing/.test(text("config"))),
    );
    assert.match(text("config"), /source_profile = keys {3}# keys\n/);
  });

  it("offers as a source what does not lead back, and nothing else", async () => {
    await (await workbench.treeRow("deploy")).pickFromMenu("Edit Profile");
    await (await workbench.question("Edit Profile: deploy")).pick("source_profile");
    const sources = await workbench.question("source_profile of profile 'deploy'");
    await workbench.screenshot("profile-edit-source");
    assert.deepEqual(await sources.labels(), ["keys", "second", "Remove this setting"]);
    await sources.cancel();
    // Given up: the list is there again.
    const list = await workbench.question("Edit Profile: deploy");
    await list.pressOnItem("role_arn", "Open in the File");
    await workbench.activeTab("config").waitFor();
  });

  it("replaces access keys as a pair, and tells in the difference that they are others", async () => {
    await (await workbench.treeRow("second")).pickFromMenu("Edit Profile");
    const list = await workbench.question("Edit Profile: second");
    assert.doesNotMatch((await list.items()).join(), /EXAMPLEKEY|AKIA/);
    await list.pick("aws_secret_access_key");
    const what = await workbench.question("Access keys of profile 'second'");
    await workbench.screenshot("profile-edit-keys");
    await what.pickFirst("Replace the access keys");
    const title = "New access keys of profile 'second'";
    const box = await workbench.question(title);
    await box.enter("AKIACKCEVSQ6C2EXAMPLE");
    await box.waitForMessage("aws_secret_access_key");
    assert.ok(await box.isPassword());
    await box.enter(secret);
    await workbench.until("the difference is shown", () => workbench.hasTab("Edit Profile: credentials"));
    await workbench.screenshot("profile-edit-keys-difference");
    const shown = await workbench.page.locator(".monaco-diff-editor").innerText();
    assert.match(shown, /••••\s\(old\)[^]*••••\s\(new\)/);
    assert.doesNotMatch(shown, /EXAMPLEKEY|AKIA/);
    await confirmWrite("Edit Profile", "credentials");
    await hasText(
      "credentials",
      `[second]\naws_access_key_id = AKIACKCEVSQ6C2EXAMPLE\naws_secret_access_key = ${secret}\n`,
    );
  });

  it("warns of the role configs that need a profile, and keeps its sessions no longer", async () => {
    await (await workbench.treeRow("reader")).pickFromMenu("Delete Profile");
    const dialog = await workbench.dialog();
    assert.match(dialog.message, /'reader' is named elsewhere[^]*mine\.assume-role\.jsonc/);
    await workbench.screenshot("profile-delete-named");
    await dialog.press("Delete all the same");
    await confirmWrite("Delete Profile", "config");
    await workbench.until("it is gone", () => Promise.resolve(!text("config").includes("[profile reader]")));
    await workbench.until("its sessions are not kept", () =>
      Promise.resolve(JSON.stringify(remembered() ?? []) === "[]"),
    );
  });

  it("warns of the profiles that need one that is to go, and says in the status bar that it is gone", async () => {
    await (await workbench.treeRow("keys")).pickFromMenu("Delete Profile");
    const dialog = await workbench.dialog();
    assert.match(dialog.message, /take(?:s its| their) credentials from 'keys'[^]*deploy/);
    await workbench.screenshot("profile-delete-warning");
    await dialog.press("Delete all the same");
    await confirmWrite("Delete Profile", "config");
    await confirmWrite("Delete Profile", "credentials");
    const item = await workbench.statusBarItem("keys is gone");
    await workbench.screenshot("profile-gone");
    assert.match(await item.tooltip(), /no such profile any more/);
    assert.doesNotMatch(text("config") + text("credentials"), /\[(profile )?keys\]/);
    assert.match(text("config"), /^# mine\n/);
  });

  it("refuses to write over what changed since it was read", async () => {
    await (await workbench.treeRow("deploy")).pickFromMenu("Edit Profile");
    const keys = await workbench.question("Edit Profile");
    await keys.type("output");
    await keys.pick("output");
    await (await workbench.question("output of profile 'deploy'")).enter("json");
    const question = await workbench.question("Edit Profile");
    await workbench.until("the difference is shown", () => workbench.hasTab("Edit Profile: config"));
    writeFileSync(path("config"), `${text("config")}# somebody else\n`);
    await question.pick(`Write to ${path("config")}`);
    await workbench.notification("was changed by another program");
    assert.doesNotMatch(text("config"), /output/);
  });

  it("checks the set-up, with the endpoints left alone unless they are asked for", async () => {
    await workbench.runCommand("Assume Role: Check My AWS Setup");
    await (await workbench.question("Check My AWS Setup")).pick("Look at this machine only");
    const report = await workbench.reportText("AWS set-up");
    await workbench.screenshot("setup-report");
    assert.match(report, /Does not work\n {2}Profile 'deploy' does not work\./);
    assert.match(report, /Endpoints\n {2}not asked/);
  });
});
