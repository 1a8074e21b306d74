import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFixtureHome, type FixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { startRecordingSts, type RecordingSts } from "../servers/recordingSts.ts";
import { Workbench } from "./harness/workbench.ts";

const foreignRole = "arn:aws:iam::111122223333:role/Foreign";
const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
});

/**
 * A folder from somebody else, trusted in haste: what it says chooses no program, endpoint, token file or credentials
 * file before the user has seen exactly which. A program that would run leaves a file; servers keep what they are sent.
 */
describe("a foreign workspace", () => {
  let home: FixtureHome;
  let workbench: Workbench;
  /** The user's own endpoint, and one that only the workspace names. */
  let own: RecordingSts;
  let foreign: RecordingSts;
  const marker = (): string => join(home.home, "the-program-ran");
  const assertUntouched = (): void => {
    assert.ok(!existsSync(marker()), "a program ran");
    assert.deepEqual(foreign.requests, [], "the workspace's endpoint was called");
  };

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(home.workspace, path)), { recursive: true });
    writeFileSync(join(home.workspace, path), text);
  };
  const roleConfig = (name: string, config: object): void => {
    write(`foreign/${name}.assume-role.json`, JSON.stringify({ version: 1, ...config }));
  };

  before(async () => {
    own = await startRecordingSts("arn:aws:iam::111122223333:user/me");
    foreign = await startRecordingSts("arn:aws:iam::111122223333:user/foreign");
    home = makeFixtureHome({ config: "", credentials: "" });
    writeFileSync(
      join(home.home, ".aws/config"),
      [
        "[default]",
        "region = eu-west-1",
        `endpoint_url = ${own.endpoint}`,
        "[profile tool]",
        `credential_process = touch ${marker()}`,
        "region = eu-west-1",
        "[profile elsewhere]",
        "sso_session = corp",
        "sso_account_id = 111122223333",
        "sso_role_name = Reader",
        "region = eu-west-1",
        "services = other",
        "[profile signed-in]",
        "sso_session = corp",
        "sso_account_id = 111122223333",
        "sso_role_name = Reader",
        "region = eu-west-1",
        "[profile token]",
        "role_arn = arn:aws:iam::111122223333:role/Web",
        "web_identity_token_file = tokens/mine",
        "region = eu-west-1",
        "[profile other-keys]",
        "region = eu-west-1",
        "[sso-session corp]",
        "sso_start_url = https://example.awsapps.com/start",
        "sso_region = eu-west-1",
        "[services other]",
        "s3 =",
        "  endpoint_url = https://storage.example.com",
        "",
      ].join("\n"),
    );
    writeFileSync(
      join(home.home, ".aws/credentials"),
      ["default", "other-keys"]
        .map(
          (name) =>
            `[${name}]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n`,
        )
        .join(""),
    );
    const outside = join(home.home, "outside.json");
    writeFileSync(outside, policy);
    for (const profile of ["tool", "elsewhere", "token"])
      roleConfig(profile, { caller: { profile }, hops: [{ roleArn: foreignRole }] });
    // Without a hop nothing but the choice of the profile is to be agreed to.
    for (const profile of ["signed-in", "other-keys", "../../etc/passwd", "https://evil.example/x"])
      roleConfig(profile.replaceAll(/\W/g, "-"), { caller: { profile } });
    symlinkSync(outside, join(home.workspace, "foreign/link.json"));
    for (const [name, sessionPolicy] of Object.entries({
      above: "../../home/outside.json",
      absolute: outside,
      link: "link.json",
      web: `${foreign.endpoint}/policy.json`,
    }))
      roleConfig(`policy-${name}`, { hops: [{ roleArn: foreignRole, sessionPolicy }] });
    roleConfig("reads", {
      caller: { principal: "arn:aws:iam::111122223333:user/me", policies: [`${foreign.endpoint}/a.json`] },
      hops: [{ roleArn: foreignRole, trustPolicy: `${foreign.endpoint}/b.json`, policies: ["/dev/zero"] }],
      buckets: [
        { name: "bucket", account: "111122223333", policy: "\\\\127.0.0.1\\share\\c.json" },
        { name: "endless", account: "111122223333", policy: "/dev/zero" },
      ],
      checks: [{ list: "s3://bucket/" }],
    });
    // Looks like the user's own file, and says of the same names something else.
    const lookalike = [
      "[default]",
      `credential_process = touch ${marker()}`,
      `endpoint_url = ${foreign.endpoint}`,
      "[profile signed-in]",
      `credential_process = touch ${marker()}`,
      `endpoint_url = ${foreign.endpoint}`,
      "",
    ].join("\n");
    write(".aws/config", lookalike);
    const variables = {
      AWS_PROFILE: "tool",
      AWS_CONFIG_FILE: join(home.workspace, ".aws/config"),
      AWS_SHARED_CREDENTIALS_FILE: join(home.workspace, ".aws/credentials"),
      AWS_ENDPOINT_URL: foreign.endpoint,
      AWS_WEB_IDENTITY_TOKEN_FILE: outside,
      AWS_ROLE_ARN: foreignRole,
    };
    const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
    write(".env", `${lines.join("\n")}\n`);
    write(".envrc", `${lines.map((line) => `export ${line}`).join("\n")}\ntouch ${marker()}\n`);
    write("foreign/shell.sh", `#!/bin/sh\ntouch ${marker()}\nexec sh\n`);
    write(
      ".vscode/settings.json",
      JSON.stringify({
        "assumeRole.terminals.setAwsProfile": true,
        "assumeRole.sessions.remember": ["default", "tool"],
        "assumeRole.profile": "tool",
        "assumeRole.endpoint": foreign.endpoint,
        "http.proxy": foreign.endpoint,
        "terminal.integrated.env.linux": variables,
        "terminal.integrated.defaultProfile.linux": "foreign",
        "terminal.integrated.profiles.linux": {
          foreign: { path: "/bin/sh", args: [join(home.workspace, "foreign/shell.sh")] },
        },
        // Workspaces of others have it too; it must not hide what is asked.
        "files.exclude": {},
      }),
    );
    workbench = await Workbench.open({ folder: home.workspace, env: home.env });
    await workbench.showView();
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(async () => {
    await workbench.close();
    await own.stop();
    await foreign.stop();
  });

  it("chooses nothing by settings, .env files or files that look like ~/.aws", async () => {
    await workbench.openFile("foreign/shell.sh");
    await workbench.runCommand("Assume Role: Check Caller Identity");
    const dialog = await workbench.dialog();
    assert.match(dialog.message, /Call AWS with profile 'default'\?/);
    assert.match(dialog.message, /1\. Static keys of profile 'default' \(credentials file\)/);
    assert.ok(dialog.message.includes(`All calls: ${own.endpoint}, from endpoint_url of profile 'default'`));
    await dialog.press("Call AWS");
    await workbench.reportText("Caller Identity default", /arn:aws:iam::111122223333:user\/me/);
    assert.equal(own.requests.length, 1);
    assertUntouched();
  });

  it("has its profile run no program before the user has seen which", async () => {
    await workbench.openFile("foreign/tool.assume-role.json");
    await workbench.runCommand("Assume Role: Check Caller Identity");
    const dialog = await workbench.dialog();
    await workbench.screenshot("foreign-program");
    assert.ok(dialog.message.includes(`1. Output of the program of profile 'tool': touch ${marker()}`));
    assert.match(dialog.message, /Profile 'tool' is named by foreign\/tool\.assume-role\.json\./);
    await dialog.press("Cancel");
    assertUntouched();
  });

  it("shows its plan without running it", async () => {
    await workbench.openFile("foreign/tool.assume-role.json");
    await workbench.runCommand("Assume Role: Show Plan");
    await (await workbench.question("Show Plan")).pick(foreignRole);
    const plan = await workbench.reportText("Plan of tool");
    assert.match(plan, /Runs this program without a shell, in the home folder/);
    assert.match(plan, /Hop 1: AssumeRole arn:aws:iam::111122223333:role\/Foreign/);
    assertUntouched();
  });

  it("calls no endpoint before the user has seen where", async () => {
    await workbench.openFile("foreign/elsewhere.assume-role.json");
    await workbench.runCommand("Assume Role: Check Caller Identity");
    const dialog = await workbench.dialog();
    assert.match(dialog.message, /S3: https:\/\/storage\.example\.com, from s3 in \[services other\]/);
    await dialog.press("Cancel");
  });

  it("reads no token file, sign-in or other keys before the user has seen whose", async () => {
    for (const [file, source] of [
      ["token", /1\. Web identity token in tokens\/mine, from the home folder/],
      ["signed-in", /1\. SSO .*, signed in at https:\/\/example\.awsapps\.com\/start, region eu-west-1/],
      ["other-keys", /1\. Static keys of profile 'other-keys' \(credentials file\)/],
    ] as const) {
      await workbench.openFile(`foreign/${file}.assume-role.json`);
      await workbench.runCommand("Assume Role: Check Caller Identity");
      const dialog = await workbench.dialog();
      await workbench.screenshot(`foreign-${file}`);
      assert.match(dialog.message, source);
      assert.ok(
        dialog.message.includes(`Profile '${file}' is named by foreign/${file}.assume-role.json.`),
        dialog.message,
      );
      await dialog.press("Cancel");
    }
    assert.equal(own.requests.length, 1, "nothing was called");
    assertUntouched();
  });

  it("has no file for a profile of the machine taken from itself", async () => {
    await workbench.openFile(".aws/config");
    await workbench.typingAt(5, 1);
    await workbench.runCommand("Assume Role: Check Caller Identity");
    const dialog = await workbench.dialog();
    await workbench.screenshot("foreign-lookalike");
    // The machine's own section of that name, not the one that is open.
    assert.match(dialog.message, /1\. SSO of profile 'signed-in'/);
    assert.match(dialog.message, /Profile 'signed-in' is named by \.aws\/config\./);
    assert.doesNotMatch(dialog.message, /touch|127\.0\.0\.1/);
    await dialog.press("Cancel");
    assertUntouched();
  });

  it("takes a path or an address for the name of a profile, which is not there", async () => {
    for (const [file, name] of [
      ["-------etc-passwd", "../../etc/passwd"],
      ["https---evil-example-x", "https://evil.example/x"],
    ] as const) {
      await workbench.openFile(`foreign/${file.replace("-------", "------")}.assume-role.json`);
      await workbench.runCommand("Assume Role: Check Caller Identity");
      const question = await workbench.question("Which profile makes the call?");
      assert.equal(
        await question.placeholder(),
        `The document names profile '${name}', which is not on this machine`,
      );
      await question.cancel();
    }
  });

  it("has no file from outside sent as a session policy, by whichever way", async () => {
    for (const [file, message] of [
      ["above", /outside\.json is outside the workspace and is not sent/],
      ["absolute", /outside\.json is outside the workspace and is not sent/],
      ["link", /foreign\/link\.json leads to .*home\/outside\.json, outside the workspace, and is not sent/],
      ["web", /policy\.json cannot be read/],
    ] as const) {
      await workbench.openFile(`foreign/policy-${file}.assume-role.json`);
      await workbench.runCommand("Assume Role: Assume Role");
      const notification = await workbench.notification("The session policy");
      assert.match(notification.message, message);
      if (file === "link") await workbench.screenshot("foreign-link");
      await notification.close();
    }
    assert.equal(own.requests.length, 1, "nothing was called");
    assertUntouched();
  });

  it("fetches nothing for a simulation", async () => {
    await workbench.openFile("foreign/reads.assume-role.json");
    const row = await workbench.treeRow("Foreign", "Role Chain");
    await workbench.screenshot("foreign-reads");
    assert.match(row.description, /./);
    assertUntouched();
  });

  it("gets the keys of a session into no terminal of its own making, unseen", async () => {
    const open = async () => {
      await workbench.openFile("foreign/shell.sh");
      await workbench.runCommand("Assume Role: Open Terminal with Profile");
      return workbench.dialog();
    };
    const dialog = await open();
    await workbench.screenshot("foreign-terminal");
    assert.match(dialog.message, /Settings of this workspace decide what runs in the terminal/);
    assert.match(
      dialog.message,
      /terminal\.integrated\.defaultProfile\.linux, in \.vscode\/settings\.json: "foreign"/,
    );
    assert.ok(dialog.message.includes(join(home.workspace, "foreign/shell.sh")));
    assert.ok(dialog.message.includes(`"AWS_ENDPOINT_URL":"${foreign.endpoint}"`));
    await dialog.press("Cancel");
    assertUntouched();
    assert.equal(await workbench.page.locator(".terminal-wrapper.active").count(), 0);
    // What was shown is what runs.
    await (await open()).press("Open Terminal");
    await workbench.until("the shown program runs", () => Promise.resolve(existsSync(marker())));
    await workbench.runCommand("Terminal: Kill All Terminals");
    rmSync(marker());
    assert.deepEqual(foreign.requests, []);
  });

  it("gives a profile for its role, written only after a look at it", async () => {
    const config = join(home.home, ".aws/config");
    const before = readFileSync(config, "utf8");
    await workbench.openFile("foreign/elsewhere.assume-role.json");
    await workbench.runCommand("Assume Role: Create Profile from This Role");
    const name = await workbench.question("Create Profile from This Role");
    await name.waitForMessage(foreignRole);
    await name.enter("foreign");
    await workbench.until("the difference is shown", () =>
      workbench.hasTab("Create Profile from This Role: config"),
    );
    assert.equal(readFileSync(config, "utf8"), before);
    await (await workbench.question("Create Profile from This Role")).pick(`Write to ${config}`);
    await workbench.until("it is written", () => Promise.resolve(readFileSync(config, "utf8") !== before));
    assert.equal(
      readFileSync(config, "utf8"),
      `${before}\n[profile foreign]\nrole_arn = ${foreignRole}\nsource_profile = elsewhere\n`,
    );
  });
});

/** AWS_CONFIG_FILE may lead into the folder that is opened: by a direnv of the user, or by a relative path. */
describe("a workspace that holds the profiles", () => {
  let home: FixtureHome;
  let workbench: Workbench;
  let foreign: RecordingSts;

  before(async () => {
    foreign = await startRecordingSts("arn:aws:iam::111122223333:user/foreign");
    home = makeFixtureHome();
    const config = join(home.workspace, "aws-config");
    writeFileSync(
      config,
      `[default]\nregion = eu-west-1\ncredential_process = touch ${home.home}/ran\n[profile base]\nregion = eu-west-1\n`,
    );
    workbench = await Workbench.open({
      folder: home.workspace,
      env: { ...home.env, AWS_CONFIG_FILE: config, AWS_PROFILE: "base" },
    });
    await workbench.showView();
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(async () => {
    await workbench.close();
    await foreign.stop();
  });

  it("has none of them used before the user has seen where they stand", async () => {
    await workbench.openFile("README.md");
    await workbench.runCommand("Assume Role: Check Caller Identity");
    const dialog = await workbench.dialog();
    await workbench.screenshot("profiles-in-workspace");
    assert.match(dialog.message, /1\. Static keys of profile 'base' \(credentials file\)/);
    assert.ok(
      dialog.message.includes(
        `Profiles are read from ${join(home.workspace, "aws-config")}, in this workspace.`,
      ),
      dialog.message,
    );
    await dialog.press("Cancel");
  });
});
