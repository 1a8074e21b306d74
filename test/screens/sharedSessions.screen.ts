import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/repository.ts";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { trust } from "../live/policies.ts";
import { startFront, type Front } from "../servers/front.ts";
import { startMoto, type Moto } from "../servers/moto.ts";
import { Workbench } from "./harness/workbench.ts";

/** Found on the PATH of a terminal. */
const cli = "assume-role";
const device = "arn:aws:iam::111122223333:mfa/phone";
const row = "Deploy/by-the-editor";

/** How a command of a terminal ended. */
interface Ended {
  readonly code: number;
  readonly output: string;
}

/** The sessions of a window in the hands of programs that run in its terminals. */
describe("the sessions of a window, in its terminals", () => {
  let moto: Moto;
  let front: Front;
  let workbench: Workbench;
  /** Where the window's socket is, and what a test leaves to be read. */
  let runtime: string;
  let scratch: string;
  let secrets: string[];

  before(async () => {
    moto = await startMoto();
    front = await startFront(moto.endpoint);
    const account = await moto.account("111122223333");
    const dev = await account.createUser("dev");
    const role = await account.createRole("Deploy", trust({ AWS: dev.arn }));
    secrets = [dev.secretAccessKey];
    const profile = (name: string, ...lines: string[]): string =>
      [`[profile ${name}]`, "region = us-east-1", `endpoint_url = ${front.endpoint}`, ...lines, ""].join(
        "\n",
      );
    const deploy = [`role_arn = ${role}`, "source_profile = base", "role_session_name = by-the-editor"];
    const fixture = makeFixtureHome({
      config: [
        profile("base"),
        profile("deploy", ...deploy),
        profile("guarded", ...deploy, "external_id = 12345", `mfa_serial = ${device}`),
        profile("tool", `credential_process = ${cli} credentials --profile deploy`),
      ].join("\n"),
      credentials: `[base]\naws_access_key_id = ${dev.accessKeyId}\naws_secret_access_key = ${dev.secretAccessKey}\n`,
    });
    runtime = join(fixture.home, "run");
    scratch = join(fixture.home, "scratch");
    mkdirSync(runtime, { mode: 0o700 });
    mkdirSync(scratch);
    workbench = await Workbench.open({
      folder: fixture.workspace,
      env: { ...fixture.env, XDG_RUNTIME_DIR: runtime },
      settings: { "assumeRole.sessions.share": true },
    });
    await workbench.showView();
    await workbench.until("the window listens", () => Promise.resolve(sockets().length === 1));
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(async () => {
    await workbench.close();
    await front.stop();
    await moto.stop();
  });

  const sockets = (): readonly string[] =>
    readdirSync(runtime).filter((name) => name.startsWith("assume-role-"));
  const assumed = (): number =>
    front.requests.filter(({ form }) => form.get("Action") === "AssumeRole").length;
  const keyIn = (text: string): string => {
    const key = /"AccessKeyId":"(ASIA\w+)"/.exec(text)?.[1];
    assert.ok(key !== undefined, text);
    secrets.push(/"SecretAccessKey":"([^"]+)"/.exec(text)?.[1] ?? assert.fail(text));
    return key;
  };

  /**
   * Commands that go on while the test does something else: of each its exit code, and what it wrote. All are typed in
   * one line, since a question of the first would take the keyboard away.
   */
  const inBackground = async (...commands: readonly string[]): Promise<() => Promise<Ended[]>> => {
    const files = commands.map((_, index) => join(scratch, `background-${index}`));
    for (const file of files) for (const end of [".out", ".code"]) rmSync(file + end, { force: true });
    const lines = commands.map((command, index) => {
      const file = files[index] ?? "";
      return `(${command} > '${file}.out' 2>&1; echo $? > '${file}.code') &`;
    });
    await workbench.outputInTerminal(`${lines.join(" ")} echo started`);
    return async () => {
      await workbench.until("the commands end", () =>
        Promise.resolve(
          files.every(
            (file) => existsSync(`${file}.code`) && readFileSync(`${file}.code`, "utf8").endsWith("\n"),
          ),
        ),
      );
      return files.map((file) => ({
        code: Number(readFileSync(`${file}.code`, "utf8")),
        output: readFileSync(`${file}.out`, "utf8"),
      }));
    };
  };

  let held = "";

  it("are the command line's too: AWS is asked once", async () => {
    await (await workbench.treeRow("deploy")).pickFromMenu("Assume Role");
    await (await workbench.dialog()).press("Call AWS");
    await workbench.treeRow(row);
    assert.equal(assumed(), 1);
    await workbench.runCommand("Terminal: Create New Terminal");
    const output = await workbench.outputInTerminal(`${cli} credentials --profile deploy --verbose 2>&1`);
    assert.match(output, /^The editor holds the session, until \S+Z\.$/m);
    held = keyIn(output);
    assert.equal(assumed(), 1);
  });

  it("are another tool's, which runs the command line for its credentials", async () => {
    const script = join(scratch, "identity.py");
    writeFileSync(
      script,
      `import boto3
session = boto3.Session(profile_name="tool")
print(session.get_credentials().get_frozen_credentials().access_key)
print(session.client("sts").get_caller_identity()["Arn"])
`,
    );
    const python = join(root, ".vscode-test/moto/bin/python");
    const output = await workbench.outputInTerminal(`'${python}' '${script}' 2>&1`);
    assert.deepEqual(output.trim().split("\n"), [held, `arn:aws:sts::111122223333:assumed-role/${row}`]);
    assert.equal(assumed(), 1);
  });

  it("are a program's by exec, which cannot ask for another", async () => {
    const output = await workbench.outputInTerminal(`${cli} exec --profile deploy -- env 2>&1`);
    assert.match(output, new RegExp(`^AWS_ACCESS_KEY_ID=${held}$`, "m"));
    assert.match(output, /^ASSUME_ROLE_PROFILE=deploy$/m);
    assert.doesNotMatch(output, /^ASSUME_ROLE_(SOCKET|TOKEN)=/m);
    assert.equal(assumed(), 1);
    await workbench.screenshot("shared-exec");
  });

  it("are opened in the window where none is held, and stand there", async () => {
    await (await workbench.treeRow(row)).pressInline("Forget Session");
    await workbench.until("the row is gone", async () => !(await workbench.treeLabelsNow()).includes(row));
    const output = await workbench.outputInTerminal(`${cli} credentials --profile deploy --verbose 2>&1`);
    // The line may have run twice: the first run opened it.
    assert.match(output, /^The editor (opened the session and holds it|holds the session), until \S+Z\.$/m);
    assert.notEqual(keyIn(output), held);
    assert.equal(assumed(), 2);
    assert.match(
      await (await workbench.treeRow(row)).tooltip(),
      /programs in the terminals of this window may use it/,
    );
    await workbench.screenshot("shared-opened");
  });

  it("are not opened where the user does not give the code", async () => {
    const ended = await inBackground(`${cli} credentials --profile guarded`);
    const question = await workbench.question(`MFA code for ${device}`);
    await workbench.screenshot("shared-mfa");
    assert.ok(await question.isPassword());
    assert.match(await question.message(), /A program in a terminal asks for a session of profile 'guarded'/);
    await question.cancel();
    assert.deepEqual(await ended(), [
      { code: 1, output: "Cancelled: no MFA code was given in the editor.\n" },
    ]);
    assert.equal(assumed(), 2);
  });

  it("need one code for all who ask", async () => {
    const ended = await inBackground(
      `${cli} credentials --profile guarded`,
      `${cli} exec --profile guarded -- env`,
    );
    await (await workbench.question(`MFA code for ${device}`)).enter("123456");
    const [first, second] = await ended();
    assert.deepEqual([first?.code, second?.code], [0, 0], `${first?.output}${second?.output}`);
    const key = keyIn(first?.output ?? "");
    assert.match(second?.output ?? "", new RegExp(`^AWS_ACCESS_KEY_ID=${key}$`, "m"));
    assert.equal(assumed(), 3);
    assert.equal(front.requests.filter(({ form }) => form.get("TokenCode") === "123456").length, 1);
  });

  it("leave a question behind that goes with who asked", async () => {
    await workbench.runCommand("Assume Role: Forget All Sessions");
    await workbench.until("the rows are gone", async () => !(await workbench.treeLabelsNow()).includes(row));
    const pid = join(scratch, "pid");
    await workbench.outputInTerminal(
      `(${cli} credentials --profile guarded > /dev/null 2>&1 & echo $! > '${pid}'; wait) & echo started`,
    );
    await workbench.question(`MFA code for ${device}`);
    process.kill(Number(readFileSync(pid, "utf8")), "SIGKILL");
    await workbench.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    assert.equal(assumed(), 3);
  });

  it("are no longer there once the setting is off", async () => {
    const settings = join(workbench.dataFolder, "data/Machine/settings.json");
    const before = JSON.parse(readFileSync(settings, "utf8")) as Record<string, unknown>;
    writeFileSync(settings, JSON.stringify({ ...before, "assumeRole.sessions.share": false }));
    await workbench.until("the socket is gone", () => Promise.resolve(sockets().length === 0));
    const calls = assumed();
    const output = await workbench.outputInTerminal(`${cli} credentials --profile deploy --verbose 2>&1`);
    assert.match(output, /^The editor that this terminal belongs to does not answer\.$/m);
    assert.match(output, /^The session is opened by this command itself\.$/m);
    assert.ok(assumed() > calls);
    await workbench.runCommand("Terminal: Create New Terminal");
    // The first terminal answers until the new one is in front.
    await workbench.until("a terminal without the address answers", async () => {
      const variables = await workbench.outputInTerminal("env");
      return /^HOME=/m.test(variables) && !/^ASSUME_ROLE_/m.test(variables);
    });
  });

  it("leave no key in logs, storage or on the page, and the log says who had them", async () => {
    const log = await workbench.outputText("Assume Role", /was given the session of profile 'deploy'/);
    assert.match(log, /A program in a terminal had a session of profile 'guarded' opened/);
    const files = readdirSync(workbench.dataFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== "terminal.txt")
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
    assert.ok(secrets.length > 3 && files.length > 5, "there was something to look for and through");
    for (const text of [log, ...files])
      for (const secret of secrets) assert.equal(text.includes(secret), false);
  });
});

/** A folder that nobody trusts yet. */
describe("the sessions of a window that is not trusted", () => {
  let workbench: Workbench;
  let runtime: string;

  before(async () => {
    const fixture = makeFixtureHome();
    runtime = join(fixture.home, "run");
    mkdirSync(runtime, { mode: 0o700 });
    workbench = await Workbench.open({
      folder: fixture.workspace,
      env: { ...fixture.env, XDG_RUNTIME_DIR: runtime },
      settings: { "assumeRole.sessions.share": true },
      workspaceTrust: true,
    });
    await workbench.showView();
  });
  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });
  after(() => workbench.close());

  const sockets = (): readonly string[] =>
    readdirSync(runtime).filter((name) => name.startsWith("assume-role-"));

  it("are nobody's, until it is trusted", async () => {
    // The extension has started: it has read the profiles.
    await workbench.treeRow("deploy");
    assert.deepEqual(sockets(), []);
    await workbench.runCommand("Workspaces: Manage Workspace Trust");
    await workbench.page
      .locator(".workspace-trust-editor")
      .getByText("Trust", { exact: true })
      .first()
      .click();
    await workbench.until("the window listens", () => Promise.resolve(sockets().length === 1));
  });
});
