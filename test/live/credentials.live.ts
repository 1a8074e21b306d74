import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { credentials } from "../../src/cli/credentials.ts";
import { underWay, type SessionPorts } from "../../src/cli/profileSession.ts";
import { trust } from "./policies.ts";
import { servers } from "./servers.ts";

const root = join(import.meta.dirname, "..", "..");

describe("assume-role credentials", () => {
  let home: string;
  const variables: Record<string, string> = {};

  before(async () => {
    const { moto } = servers();
    await moto.reset();
    const account = await moto.account("111122223333");
    const dev = await account.createUser("dev");
    const role = await account.createRole("Deploy", trust({ AWS: dev.arn }));
    home = mkdtempSync(join(tmpdir(), "assume-role-credentials-"));
    mkdirSync(join(home, ".aws"));
    const main = `"${process.execPath}" --import tsx "${join(root, "src/cli/main.ts")}"`;
    const profile = (name: string, ...lines: string[]): string =>
      [`[profile ${name}]`, "region = us-east-1", `endpoint_url = ${moto.endpoint}`, ...lines, ""].join("\n");
    const deploy = [`role_arn = ${role}`, "source_profile = base"];
    writeFileSync(
      join(home, ".aws", "config"),
      [
        profile("base"),
        profile("deploy", ...deploy),
        profile("guarded", ...deploy, "mfa_serial = arn:aws:iam::111122223333:mfa/phone"),
        profile("broken", `role_arn = ${role}`),
        profile("tool", `credential_process = ${main} credentials --profile deploy`),
      ].join("\n"),
    );
    writeFileSync(
      join(home, ".aws", "credentials"),
      `[base]\naws_access_key_id = ${dev.accessKeyId}\naws_secret_access_key = ${dev.secretAccessKey}\n`,
      { mode: 0o600 },
    );
  });
  after(() => {
    rmSync(home, { recursive: true, force: true });
  });

  const run = (args: readonly string[], more: Partial<SessionPorts> = {}) =>
    credentials(args, {
      home,
      folder: home,
      environment: {},
      signal: new AbortController().signal,
      askMfaCode: () => Promise.resolve(undefined),
      setVariable: (name, value) => {
        variables[name] = value;
      },
      ...more,
    });

  it("writes what a credential_process writes, and nothing else", async () => {
    const { stdout, stderr, exitCode } = await run(["--profile", "deploy"]);
    assert.deepEqual([stderr, exitCode], ["", 0]);
    const output = JSON.parse(stdout) as Record<string, unknown>;
    assert.deepEqual(Object.keys(output), [
      "Version",
      "AccessKeyId",
      "SecretAccessKey",
      "SessionToken",
      "Expiration",
    ]);
    assert.equal(output["Version"], 1);
    assert.ok(Date.parse(String(output["Expiration"])) > Date.now());
    assert.equal(variables[underWay], "deploy");
  });

  it("tells what it does on standard error where it is asked to, without a key", async () => {
    const { stdout, stderr } = await run(["--verbose"], { environment: { AWS_PROFILE: "deploy" } });
    assert.match(stderr, /AssumeRole arn:aws:iam::111122223333:role\/Deploy/);
    const { SecretAccessKey } = JSON.parse(stdout) as { SecretAccessKey: string };
    assert.equal(stderr.includes(SecretAccessKey), false);
  });

  it("asks for six digits of the device, three times at most", async () => {
    const asked: string[] = [];
    const answers = ["12345", "123 456"];
    const good = await run(["--profile", "guarded"], {
      askMfaCode: (device) => {
        asked.push(device);
        return Promise.resolve(answers[asked.length - 1]);
      },
    });
    assert.equal(good.exitCode, 0);
    assert.deepEqual(asked, Array(2).fill("MFA code for arn:aws:iam::111122223333:mfa/phone: "));
    const none = await run(["--profile", "guarded"]);
    assert.deepEqual([none.stdout, none.exitCode], ["", 1]);
    assert.match(none.stderr, /no MFA code/);
  });

  it("ends with the reason where there are none, and does not go round in circles", async () => {
    for (const [args, environment, code, reason] of [
      [["--profile", "broken"], {}, 1, /source_profile/],
      [["--profile", "nobody"], {}, 1, /not found/],
      [["--profile", "deploy"], { [underWay]: "tool\ndeploy" }, 1, /asks for its own credentials/],
      [["--nonsense"], {}, 2, /nonsense/],
    ] as const) {
      const { stdout, stderr, exitCode } = await run(args, { environment });
      assert.deepEqual([stdout, exitCode], ["", code]);
      assert.match(stderr, reason);
    }
  });

  it("serves another tool as its credential_process", async () => {
    const python = join(root, ".vscode-test", "moto", "bin", "python");
    const { stdout } = await promisify(execFile)(
      python,
      [
        "-c",
        "import botocore.session; print(botocore.session.Session(profile='tool').get_credentials().get_frozen_credentials().access_key)",
      ],
      { env: { PATH: process.env["PATH"], HOME: home }, cwd: root },
    );
    assert.match(stdout, /^ASIA\w+\s*$/);
  });
});
