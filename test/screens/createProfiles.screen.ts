import assert from "node:assert/strict";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { Workbench } from "./harness/workbench.ts";

const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/** Every kind of profile is made with its questions, on a machine that has none, and where the files cannot be written. */
describe("making profiles", () => {
  let aws: string;
  let workbench: Workbench;
  const path = (name: "config" | "credentials"): string => join(aws, name);
  const text = (name: "config" | "credentials"): string => readFileSync(path(name), "utf8");
  const mode = (file: string): number => statSync(file).mode & 0o777;

  const begin = async (kind: string): Promise<void> => {
    await workbench.runCommand("Assume Role: Create a Profile");
    await (await workbench.question("New Profile")).pick(kind);
  };
  /** Answers the box that has this in its prompt; `wrong` is typed before, and a part of what is said of it. */
  const answer = async (
    prompt: string,
    value: string,
    wrong?: readonly [value: string, message: string],
    title = "New Profile",
  ): Promise<void> => {
    const box = await workbench.question(title);
    await box.waitForMessage(prompt);
    assert.equal(await box.isPassword(), /secret|keys with ASIA/.test(prompt), prompt);
    await workbench.screenshot(`create-${prompt}`);
    if (wrong !== undefined) {
      await box.enter(wrong[0]);
      await box.waitForMessage(wrong[1]);
    }
    await box.enter(value);
  };
  const lookAt = async (file: "config" | "credentials", picture: string): Promise<void> => {
    await workbench.until("the difference is shown", () => workbench.hasTab(`New Profile: ${file}`));
    await workbench.screenshot(picture);
  };
  const write = async (file: "config" | "credentials", picture: string): Promise<void> => {
    await lookAt(file, picture);
    await (await workbench.question("New Profile")).pick(`Write to ${path(file)}`);
  };

  before(async () => {
    const home = makeFixtureHome({ config: "", credentials: "" });
    aws = join(home.home, ".aws");
    rmSync(aws, { recursive: true });
    workbench = await Workbench.open({ folder: home.workspace, env: home.env });
    await workbench.showView();
    await workbench.until("the view is empty", async () =>
      (await workbench.welcomeText()).includes("No AWS profiles"),
    );
    await workbench.screenshot("create-nothing-yet");
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(() => workbench.close());

  it("makes an SSO profile with its session, and the folder and the file for the user alone", async () => {
    await begin("SSO");
    await (await workbench.question("New Profile")).pick("Type an account id and a role name");
    await answer("Name of the profile", "corp", ["my profile", "letters, digits"]);
    const newSession = "New SSO session";
    await answer("Name of the sign-in", "corp", undefined, newSession);
    await answer(
      "sso_start_url",
      "https://corp.awsapps.com/start",
      ["corp.awsapps.com", "https://"],
      newSession,
    );
    await answer("sso_region", "eu-west-1", ["Ireland", "eu-west-1"], newSession);
    await answer("sso_account_id", "111122223333", ["1111-2222-3333", "twelve digits"]);
    await answer("sso_role_name", "ReadOnlyAccess", [
      "arn:aws:iam::111122223333:role/ReadOnlyAccess",
      "not an ARN",
    ]);
    await answer("region", "eu-central-1");
    await write("config", "create-sso-difference");
    const row = await workbench.treeRow("corp");
    await workbench.screenshot("create-sso");
    assert.match(row.description, /111122223333/);
    assert.equal(
      text("config"),
      "[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\nsso_registration_scopes = sso:account:access\n\n[profile corp]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = ReadOnlyAccess\nregion = eu-central-1\n",
    );
    assert.deepEqual([mode(aws), mode(path("config"))], [0o700, 0o600]);
    assert.ok(!existsSync(path("credentials")));
  });

  it("makes a web identity profile", async () => {
    await begin("Web identity");
    await answer("Name of the profile", "web", ["corp", "There is a profile of this name"]);
    await answer("role_arn", "arn:aws:iam::111122223333:role/Web", ["Web", "not an ARN"]);
    await answer("web_identity_token_file", "/var/run/secrets/token", ["~/token", "whole path"]);
    await answer("region", "");
    await write("config", "create-web-difference");
    await workbench.treeRow("web");
    assert.ok(
      text("config").endsWith(
        "\n\n[profile web]\nrole_arn = arn:aws:iam::111122223333:role/Web\nweb_identity_token_file = /var/run/secrets/token\n",
      ),
    );
  });

  it("makes a profile of a credential process", async () => {
    await begin("Credential process");
    await answer("Name of the profile", "vault");
    await answer("credential_process", "/opt/bin/vault --export", [
      "/opt/bin/vault # mine",
      "cut the value off",
    ]);
    await answer("region", "");
    await write("config", "create-process-difference");
    await workbench.treeRow("vault");
    assert.ok(text("config").endsWith("\n\n[profile vault]\ncredential_process = /opt/bin/vault --export\n"));
  });

  it("makes a profile of a session's keys: its token is asked for, and all of it is for the user alone", async () => {
    await begin("Access keys");
    await answer("Name of the profile", "session");
    await answer("aws_access_key_id", "ASIAIOSFODNN7EXAMPLE", ["ASIA", "16 to 128"]);
    await answer("aws_secret_access_key", secret);
    await answer("keys with ASIA do not work without it", "AQoEXAMPLEH4aoAH0gNCAPy", ["", "Give a value"]);
    await answer("region", "");
    await write("credentials", "create-keys-difference");
    const row = await workbench.treeRow("session");
    await workbench.screenshot("create-all");
    assert.match(row.description, /temporary keys/);
    assert.equal(
      text("credentials"),
      `[session]\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${secret}\naws_session_token = AQoEXAMPLEH4aoAH0gNCAPy\n`,
    );
    assert.equal(mode(path("credentials")), 0o600);
  });

  it("follows a symbolic link, which stays one", async () => {
    const real = join(aws, "..", "dotfiles", "aws-config");
    mkdirSync(join(aws, "..", "dotfiles"));
    renameSync(path("config"), real);
    symlinkSync(real, path("config"));
    await begin("Credential process");
    await answer("Name of the profile", "linked");
    await answer("credential_process", "/opt/bin/linked");
    await answer("region", "");
    await write("config", "create-linked-difference");
    await workbench.treeRow("linked");
    assert.ok(lstatSync(path("config")).isSymbolicLink());
    assert.match(readFileSync(real, "utf8"), /\[profile linked\]/);
  });

  it("says that the file is read-only, or was changed meanwhile, and leaves it", async () => {
    chmodSync(path("config"), 0o444);
    const before = text("config");
    await begin("Credential process");
    await answer("Name of the profile", "late");
    await answer("credential_process", "/opt/bin/late");
    await answer("region", "");
    await write("config", "create-late-difference");
    const readOnly = await workbench.notification("is read-only. Make it writable first");
    await workbench.screenshot("create-read-only");
    await readOnly.close();
    chmodSync(path("config"), 0o600);
    await begin("Credential process");
    await answer("Name of the profile", "late");
    await answer("credential_process", "/opt/bin/late");
    await answer("region", "");
    await lookAt("config", "create-changed-difference");
    appendFileSync(path("config"), "# somebody else\n");
    await write("config", "create-changed");
    await workbench.notification("was changed by another program");
    await workbench.screenshot("create-changed-told");
    assert.equal(text("config"), `${before}# somebody else\n`);
  });
});
