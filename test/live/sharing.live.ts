import assert from "node:assert/strict";
import { execFile, spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { startFront, type Front } from "../servers/front.ts";
import { trust } from "./policies.ts";
import { servers } from "./servers.ts";

const root = join(import.meta.dirname, "..", "..");
const cli = join(root, "dist", "cli.js");

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Two real processes: one that holds a session as the editor does, and the command line. */
describe("sessions that another process holds", () => {
  let home: string;
  let front: Front;
  let secret: string;
  const started: ChildProcessWithoutNullStreams[] = [];

  before(async () => {
    const { moto } = servers();
    await moto.reset();
    front = await startFront(moto.endpoint);
    const account = await moto.account("111122223333");
    const dev = await account.createUser("dev");
    secret = dev.secretAccessKey;
    const role = await account.createRole("Deploy", trust({ AWS: dev.arn }));
    home = mkdtempSync(join(tmpdir(), "assume-role-sharing-"));
    mkdirSync(join(home, ".aws"));
    const main = `"${process.execPath}" "${cli}"`;
    const profile = (name: string, ...lines: string[]): string =>
      [`[profile ${name}]`, "region = us-east-1", `endpoint_url = ${front.endpoint}`, ...lines, ""].join(
        "\n",
      );
    const deploy = [`role_arn = ${role}`, "source_profile = base"];
    writeFileSync(
      join(home, ".aws", "config"),
      [
        profile("base"),
        profile("deploy", ...deploy),
        profile("guarded", ...deploy, "mfa_serial = arn:aws:iam::111122223333:mfa/phone"),
        profile("external", ...deploy, "external_id = 12345"),
        profile("tool", `credential_process = ${main} credentials --profile guarded`),
      ].join("\n"),
    );
    writeFileSync(
      join(home, ".aws", "credentials"),
      `[base]\naws_access_key_id = ${dev.accessKeyId}\naws_secret_access_key = ${secret}\n`,
      { mode: 0o600 },
    );
  });
  beforeEach(() => {
    front.requests.length = 0;
  });
  afterEach(() => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
  });
  after(async () => {
    await front.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const assumed = (): number =>
    front.requests.filter(({ form }) => form.get("Action") === "AssumeRole").length;
  const environment = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    AWS_EC2_METADATA_DISABLED: "true",
    ...more,
  });

  interface Holder {
    /** For the environment of who asks. */
    readonly variables: Readonly<Record<string, string>>;
    command(line: string): Promise<void>;
    stop(): Promise<void>;
  }

  async function hold(profile: string): Promise<Holder> {
    const files = [join(home, ".aws", "config"), join(home, ".aws", "credentials")];
    const child = spawn(
      process.execPath,
      ["--import", "tsx", join(import.meta.dirname, "sessionHolder.ts"), ...files, profile],
      { cwd: root, env: environment() },
    );
    started.push(child);
    let error = "";
    child.stderr.on("data", (chunk) => (error += String(chunk)));
    const lines: Interface = createInterface({ input: child.stdout });
    const next = async (): Promise<string> => {
      const ended = once(child, "exit").then(() => {
        throw new Error(`the holder ended: ${error}`);
      });
      ended.catch(() => undefined);
      const [line] = (await Promise.race([once(lines, "line"), ended])) as [string];
      return line;
    };
    const place = JSON.parse(await next()) as { address: string; token: string };
    return {
      variables: { ASSUME_ROLE_SOCKET: place.address, ASSUME_ROLE_TOKEN: place.token },
      command: async (line) => {
        const done = next();
        child.stdin.write(`${line}\n`);
        assert.equal(await done, "done");
      },
      stop: async () => {
        const ended = once(child, "exit");
        child.stdin.end();
        await ended;
      },
    };
  }

  const run = (args: readonly string[], env: Record<string, string>): Promise<Ended> =>
    new Promise((resolve, reject) => {
      execFile(process.execPath, [cli, ...args], { cwd: home, env }, (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === "number") resolve({ code, stdout, stderr });
        else reject(new Error(`ended by ${String(error?.signal)}`));
      });
    });

  const keyOf = ({ stdout }: Pick<Ended, "stdout">): string => {
    const { AccessKeyId } = JSON.parse(stdout) as { AccessKeyId: string };
    assert.match(AccessKeyId, /^ASIA\w+$/);
    return AccessKeyId;
  };

  it("are used by the command line, without a call and without a code", async () => {
    const holder = await hold("guarded");
    assert.equal(assumed(), 1);
    const calls = front.requests.length;
    const env = environment(holder.variables);
    const first = await run(["credentials", "--profile", "guarded"], env);
    assert.deepEqual([first.stderr, first.code], ["", 0]);
    assert.deepEqual(Object.keys(JSON.parse(first.stdout) as object), [
      "Version",
      "AccessKeyId",
      "SecretAccessKey",
      "SessionToken",
      "Expiration",
    ]);
    const second = await run(["credentials", "--profile", "guarded", "--verbose"], env);
    assert.equal(keyOf(second), keyOf(first));
    assert.match(second.stderr, /^The editor holds the session, until \d{4}-\d\d-\d\dT[\d:.]+Z\.$/m);
    const { SecretAccessKey, SessionToken } = JSON.parse(second.stdout) as Record<string, string>;
    for (const text of [SecretAccessKey, SessionToken, secret, holder.variables["ASSUME_ROLE_TOKEN"]])
      assert.equal(second.stderr.includes(text ?? ""), false);
    assert.equal(front.requests.length, calls, "AWS was asked nothing");
  });

  it("are used by botocore, which runs us as its credential_process", async () => {
    const holder = await hold("guarded");
    const held = keyOf(await run(["credentials", "--profile", "guarded"], environment(holder.variables)));
    const python = join(root, ".vscode-test", "moto", "bin", "python");
    const script = `
import boto3
session = boto3.Session(profile_name="tool")
print(session.get_credentials().get_frozen_credentials().access_key)
print(session.client("sts").get_caller_identity()["Arn"])
`;
    const stdout = await new Promise<string>((resolve, reject) => {
      execFile(python, ["-c", script], { env: environment(holder.variables) }, (error, out, err) => {
        if (error === null) resolve(out);
        else reject(new Error(err));
      });
    });
    assert.deepEqual(stdout.trim().split("\n"), [
      held,
      "arn:aws:sts::111122223333:assumed-role/Deploy/assume-role-workbench",
    ]);
    assert.equal(assumed(), 1);
  });

  it("are of exactly the plan that was made, or not used", async () => {
    const holder = await hold("deploy");
    const held = keyOf(await run(["credentials", "--profile", "deploy"], environment(holder.variables)));
    assert.equal(assumed(), 1);
    for (const [args, more] of [
      [["--profile", "external"], {}],
      [["--profile", "deploy"], { AWS_REGION: "eu-west-1" }],
      [["--profile", "deploy", "--fresh"], {}],
    ] as const) {
      const calls = assumed();
      const { variables } = holder;
      const other = await run(["credentials", ...args, "--verbose"], environment({ ...variables, ...more }));
      assert.equal(assumed(), calls + 1, args.join(" "));
      assert.notEqual(keyOf(other), held);
      assert.match(other.stderr, /^The session is opened by this command itself\.$/m);
    }
  });

  it("are not used once they are forgotten", async () => {
    const holder = await hold("deploy");
    const env = environment(holder.variables);
    const held = keyOf(await run(["credentials", "--profile", "deploy"], env));
    await holder.command("forget");
    assert.notEqual(keyOf(await run(["credentials", "--profile", "deploy"], env)), held);
    assert.equal(assumed(), 2);
  });

  it("are missed quietly where nobody is there any more, or the token is another window's", async () => {
    const holder = await hold("deploy");
    const wrong = { ...holder.variables, ASSUME_ROLE_TOKEN: "x".repeat(43) };
    const refused = await run(["credentials", "--profile", "deploy"], environment(wrong));
    assert.deepEqual([refused.code, refused.stderr], [0, ""]);
    await holder.stop();
    const socket = holder.variables["ASSUME_ROLE_SOCKET"] ?? "";
    assert.equal(existsSync(dirname(socket)), false, "its folder is gone");
    const alone = await run(["credentials", "--profile", "deploy"], environment(holder.variables));
    assert.deepEqual([alone.code, alone.stderr], [0, ""]);
    assert.equal(assumed(), 3);
  });

  it("go into the environment of a program, and the way to them does not", async () => {
    const holder = await hold("guarded");
    const held = keyOf(await run(["credentials", "--profile", "guarded"], environment(holder.variables)));
    const { code, stdout, stderr } = await run(
      ["exec", "--profile", "guarded", "--", process.execPath, "-p", "JSON.stringify(process.env)"],
      environment(holder.variables),
    );
    assert.deepEqual([code, stderr], [0, ""]);
    const given = JSON.parse(stdout) as Record<string, string>;
    assert.equal(given["AWS_ACCESS_KEY_ID"], held);
    assert.equal(given["AWS_REGION"], "us-east-1");
    assert.equal(given["AWS_ENDPOINT_URL_STS"], front.endpoint);
    assert.equal(given["ASSUME_ROLE_PROFILE"], "guarded");
    assert.ok(Date.parse(given["AWS_CREDENTIAL_EXPIRATION"] ?? "") > Date.now());
    for (const name of ["ASSUME_ROLE_SOCKET", "ASSUME_ROLE_TOKEN", "ASSUME_ROLE_CREDENTIALS_FOR"])
      assert.equal(name in given, false, name);
    assert.equal(assumed(), 1);
  });

  describe("or a session of its own, by assume-role exec", () => {
    const exec = (args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> =>
      run(["exec", "--profile", "deploy", ...args], environment(more));

    it("is what boto3 in the program is, whatever the environment said before", async () => {
      const python = join(root, ".vscode-test", "moto", "bin", "python");
      const script = `import boto3; print(boto3.client("sts").get_caller_identity()["Arn"])`;
      const { code, stdout, stderr } = await exec(["--", python, "-c", script], {
        AWS_PROFILE: "base",
        AWS_WEB_IDENTITY_TOKEN_FILE: "/nowhere",
        AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/Other",
      });
      assert.deepEqual(
        [code, stdout, stderr],
        [0, "arn:aws:sts::111122223333:assumed-role/Deploy/assume-role-workbench\n", ""],
      );
      assert.equal(assumed(), 1);
    });

    it("is renewed while the program runs, where it is served", async () => {
      // A session that is near its end, as it would be after most of an hour.
      const short = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY</SecretAccessKey><SessionToken>EXAMPLE</SessionToken><Expiration>${new Date(Date.now() + 240_000).toISOString()}</Expiration></Credentials><AssumedRoleUser><AssumedRoleId>AROAEXAMPLE:a</AssumedRoleId><Arn>arn:aws:sts::111122223333:assumed-role/Deploy/a</Arn></AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>`;
      front.fault = ({ form }) =>
        form.get("Action") === "AssumeRole" && assumed() === 1
          ? { kind: "answer", status: 200, body: short }
          : undefined;
      const python = join(root, ".vscode-test", "moto", "bin", "python");
      const script = `
import boto3, json, os
session = boto3.Session()
print(session.get_credentials().method)
print(session.client("sts").get_caller_identity()["Arn"])
print(session.get_credentials().get_frozen_credentials().access_key)
print(json.dumps(dict(os.environ)))
`;
      try {
        const { code, stdout, stderr } = await exec(["--serve", "--", python, "-c", script], {
          AWS_ACCESS_KEY_ID: "AKIAI44QH8DHBEXAMPLE",
          AWS_SECRET_ACCESS_KEY: "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
        });
        assert.deepEqual([code, stderr], [0, ""]);
        const [method, arn, key, variables] = stdout.split("\n");
        assert.equal(method, "container-role");
        assert.equal(arn, "arn:aws:sts::111122223333:assumed-role/Deploy/assume-role-workbench");
        assert.notEqual(key, "ASIAIOSFODNN7EXAMPLE");
        assert.equal(assumed(), 2);
        const given = JSON.parse(variables ?? "") as Record<string, string>;
        for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"])
          assert.equal(name in given, false, name);
        await assert.rejects(
          fetch(given["AWS_CONTAINER_CREDENTIALS_FULL_URI"] ?? ""),
          "it ended with the program",
        );
      } finally {
        front.fault = () => undefined;
      }
    });

    it("leaves output, exit code and signal to the program", async () => {
      const failed = await exec(["--", process.execPath, "-e", "console.error('its own'); process.exit(7)"]);
      assert.deepEqual([failed.code, failed.stdout, failed.stderr], [7, "", "its own\n"]);
      const script = "process.kill(process.pid, 'SIGTERM'); setInterval(() => 0, 1000)";
      assert.equal((await exec(["--", process.execPath, "-e", script])).code, 143);
      const missing = await exec(["--", "no-such-program-here"]);
      assert.deepEqual([missing.code, missing.stderr], [127, "no-such-program-here is not found.\n"]);
    });

    it("is not put over another session unless that is wanted", async () => {
      const show = ["--", process.execPath, "-p", "[process.env.AWS_VAULT, process.env.ASSUME_ROLE_PROFILE]"];
      for (const around of [
        { AWS_VAULT: "prod" },
        { AWS_SESSION_TOKEN: "EXAMPLE" },
        { ASSUME_ROLE_PROFILE: "prod" },
      ]) {
        const refused = await exec(show, around);
        assert.deepEqual([refused.code, refused.stdout], [2, ""]);
        assert.match(refused.stderr, /^This shell is inside a session already \(.*Leave it first/);
        assert.equal(refused.stderr.includes("EXAMPLE"), false);
      }
      assert.equal(assumed(), 0);
      const nested = await exec(["--nested", ...show], { AWS_VAULT: "prod" });
      assert.deepEqual([nested.code, nested.stdout], [0, "[ undefined, 'deploy' ]\n"]);
    });

    it("ends before the program where there is no session, or nothing to run", async () => {
      for (const [args, code, reason] of [
        [["--profile", "nobody", "--", "true"], 1, /not found/],
        [[], 2, /Which program\?[^]*Usage: assume-role exec/],
        [["--"], 2, /Which program\?/],
        [["true"], 2, /true[^]*Usage/],
        [["--nonsense", "--", "true"], 2, /nonsense/],
      ] as const) {
        const ended = await exec(args);
        assert.deepEqual([ended.code, ended.stdout], [code, ""], args.join(" "));
        assert.match(ended.stderr, reason);
      }
      assert.equal(assumed(), 0);
    });
  });
});
