import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { profiles, type ProfilesResult } from "../../../src/cli/profiles.ts";

const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const credentials = `[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${secret}\n`;
const config = `[profile deploy]
role_arn = arn:aws:iam::222222222222:role/Deploy
source_profile = base
region = eu-west-1
`;

describe("assume-role profiles", () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "profiles-"));
    mkdirSync(join(home, ".aws"), { mode: 0o700 });
  });
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  const write = (files: { readonly config?: string; readonly credentials?: string }): void => {
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(home, ".aws", name), text, { mode: 0o600 });
    }
  };
  const run = (args: readonly string[] = [], environment: Record<string, string> = {}): ProfilesResult =>
    profiles(args, { home, folder: home, environment, now: 0 });

  it("answers in the documented shape", () => {
    write({ config, credentials });
    const { stdout, stderr, exitCode } = run(["--format", "json"]);
    const file = (name: string): string => join(home, ".aws", name);
    assert.deepEqual(JSON.parse(stdout), [
      {
        name: "deploy",
        file: file("config"),
        region: "eu-west-1",
        plan: {
          profile: "deploy",
          source: { kind: "staticKeys", profile: "base", file: "credentials", session: false },
          hops: [
            {
              kind: "assumeRole",
              roleArn: "arn:aws:iam::222222222222:role/Deploy",
              from: "profile 'deploy'",
              sessionName: "assume-role-workbench",
              tags: {},
              transitiveTagKeys: [],
              sessionPolicyArns: [],
              sts: { region: "eu-west-1", regionFrom: "profile 'deploy'" },
            },
          ],
          sts: { region: "eu-west-1", regionFrom: "profile 'deploy'" },
          s3: { region: "eu-west-1", regionFrom: "profile 'deploy'" },
          iam: { region: "eu-west-1", regionFrom: "profile 'deploy'" },
          notes: [],
          differences: [
            "Where role_session_name is not set, the session name is assume-role-workbench here, botocore-session-TIME in the AWS CLI and aws-sdk-js-TIME in the JavaScript SDK.",
          ],
        },
        problems: [],
      },
      {
        name: "base",
        file: file("credentials"),
        plan: {
          profile: "base",
          source: { kind: "staticKeys", profile: "base", file: "credentials", session: false },
          hops: [],
          sts: { region: "us-east-1" },
          s3: { region: "us-east-1" },
          iam: { region: "us-east-1" },
          notes: ["No region is set: us-east-1 is used. Set region in the profile, or AWS_REGION."],
          differences: [
            'Without a region the AWS CLI calls the global endpoints, such as https://sts.amazonaws.com, and clients of the JavaScript SDK stop with "Region is missing".',
          ],
        },
        problems: [],
      },
    ]);
    assert.deepEqual([stderr, exitCode], ["", 0]);
  });

  it("has no plan for a broken profile, says where it is broken, and ends with 1", () => {
    write({
      config: "# top\n[profile a]\nrole_arn = arn:aws:iam::222222222222:role/A\nsource_profile = gone\n",
    });
    const { stdout, exitCode } = run(["--format", "json"]);
    const [row] = JSON.parse(stdout) as { plan: null; problems: object[] }[];
    assert.equal(row?.plan, null);
    assert.deepEqual(row.problems, [
      {
        code: "missingSource",
        severity: "error",
        message: "Source profile 'gone' not found. Add it, or name another.",
        file: join(home, ".aws/config"),
        range: { start: { line: 3, character: 17 }, end: { line: 3, character: 21 } },
      },
    ]);
    assert.equal(exitCode, 1);
  });

  it("counts a section that no tool finds as broken, and a whole file's problem too", () => {
    write({ config: "[dev]\nregion = eu-west-1\n" });
    const { stdout, exitCode } = run(["--format", "json"]);
    assert.match(stdout, /"name": "dev"[^]*"plan": null[^]*sectionNotProfile/);
    assert.equal(exitCode, 1);
    write({ config: "region = eu-west-1\n[profile a]\ncredential_process = x\n" });
    const second = run(["--format", "json"]);
    assert.match(second.stderr, /config:1:1: error entryBeforeSection/);
    assert.equal(second.exitCode, 1);
  });

  it("does not call a profile broken that only has no credentials here", () => {
    write({ config: "[default]\nregion = eu-west-1\n" });
    const { stdout, exitCode } = run(["--format", "json"], { AWS_EC2_METADATA_DISABLED: "true" });
    assert.equal((JSON.parse(stdout) as { plan: unknown }[])[0]?.plan, null);
    assert.equal(exitCode, 0);
  });

  it("shows as text the plan, the problems and the set-up", () => {
    write({ config: `${config}external_id = a b\n`, credentials });
    const { stdout, exitCode } = run([], { AWS_PROFILE: "nobody" });
    assert.match(
      stdout,
      /^deploy {2}\(.*config\)\n {2}no call can be made\n {2}.*config:5:15: error badExternalId /,
    );
    assert.match(
      stdout,
      /\nbase {2}\(.*credentials\)\n {2}1\. Static keys of profile 'base' \(credentials file\)\n/,
    );
    assert.match(stdout, /\nSet-up\n {2}error: AWS_PROFILE is 'nobody', and there is no such profile\./);
    assert.match(stdout, /\n2 profiles, 1 without a plan\n$/);
    assert.equal(exitCode, 1);
  });

  it("reads the files that the environment names, and prints no secret and no password", () => {
    write({ config: "[profile other]\nregion = x\n" });
    writeFileSync(join(home, "mine"), `${config}endpoint_url = http://user:${secret}@127.0.0.1:4566\n`);
    writeFileSync(join(home, "keys"), credentials);
    const environment = { AWS_CONFIG_FILE: "~/mine", AWS_SHARED_CREDENTIALS_FILE: "keys" };
    for (const format of ["text", "json"]) {
      const { stdout } = run(["--format", format], environment);
      assert.match(stdout, /127\.0\.0\.1:4566/);
      assert.doesNotMatch(stdout, /EXAMPLE|other/);
    }
  });

  it("refuses what it does not know", () => {
    assert.deepEqual(run(["--format", "xml"]), {
      stdout: "",
      stderr: "There is no format xml: text, json.\n",
      exitCode: 2,
    });
    assert.equal(run(["--live"]).exitCode, 2);
  });

  it("is a command of the program", () => {
    write({ config, credentials });
    const { stdout, status } = spawnSync(
      process.execPath,
      ["--import", "tsx", "src/cli/main.ts", "profiles"],
      {
        encoding: "utf8",
        env: { PATH: process.env["PATH"], HOME: home, USERPROFILE: home },
      },
    );
    assert.match(stdout, /^deploy {2}\(/);
    assert.equal(status, 0);
  }).timeout(60_000);
});
