import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check, type CheckResult } from "../../src/cli/check.ts";
import { createConfigChecker } from "../../src/cli/checkLive.ts";
import type { Keys, RadosgwAccount } from "../servers/radosgw.ts";
import { permit, trust } from "./policies.ts";
import { servers } from "./servers.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** `assume-role check --live` against radosgw: what is deployed there is what AWS would enforce. */
describe("check --live against radosgw", () => {
  const bucket = "live-bucket";
  let folder: string;
  let b: RadosgwAccount;
  let dev: Keys & { readonly arn: string };
  let other: Keys & { readonly arn: string };

  before(async () => {
    const { radosgw } = servers();
    folder = mkdtempSync(join(tmpdir(), "assume-role-check-"));
    const a = await radosgw.createAccount();
    b = await radosgw.createAccount();
    dev = await a.createUser("dev");
    other = await a.createUser("other");
    await b.createRole("Reader", trust({ AWS: dev.arn }));
    await b.createBucket(bucket);
    await b.putObject(bucket, "prefix/data.csv", "a,b\n");
    write("trust-policy.json", trust({ AWS: dev.arn }));
    write("role.inline-policy.json", rolePolicy);
    writeFileSync(join(folder, "config"), "[profile deployment]\nregion = us-east-1\n");
    writeFileSync(join(folder, "credentials"), keysOf("deployment", dev) + keysOf("other", other), {
      mode: 0o600,
    });
  });

  beforeEach(async () => {
    await b.putRolePolicy("Reader", "own", rolePolicy);
    write("chain.assume-role.json", config());
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const rolePolicy = permit(
    ["s3:ListBucket", "s3:GetObject", "s3:PutObject"],
    [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  );

  function config(changes: object = {}): object {
    return {
      version: 1,
      caller: {
        principal: dev.arn,
        profile: "deployment",
        policies: [permit("sts:AssumeRole", "*")],
      },
      hops: [
        {
          roleArn: `arn:aws:iam::${b.id}:role/Reader`,
          trustPolicy: "trust-policy.json",
          policies: ["role.inline-policy.json"],
          sessionName: "first-session",
        },
      ],
      buckets: [{ name: bucket, account: b.id }],
      checks: [
        { name: "lists", list: `s3://${bucket}/prefix/` },
        { name: "reads", action: "s3:GetObject", resource: `arn:aws:s3:::${bucket}/prefix/data.csv` },
        { name: "writes", action: "s3:PutObject", resource: `arn:aws:s3:::${bucket}/prefix/data.csv` },
        { identity: `arn:aws:sts::${b.id}:assumed-role/Reader/first-session` },
      ],
      ...changes,
    };
  }

  function write(name: string, value: unknown): void {
    writeFileSync(join(folder, name), JSON.stringify(value, undefined, 2));
  }

  function run(...args: readonly string[]): Promise<CheckResult> {
    const environment = {
      AWS_CONFIG_FILE: join(folder, "config"),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
      AWS_ENDPOINT_URL: servers().radosgw.endpoint,
    };
    const places = { home: folder, folder, environment };
    const noCatalogue = { read: () => Promise.reject(new Error("no managed policy is named")) };
    return check(["--live", ...args], folder, noCatalogue, (profile) => createConfigChecker(places, profile));
  }

  it("passes where AWS answers as the policies say, and says what was not asked", async () => {
    const { stdout, stderr, exitCode } = await run();
    assert.equal(stderr, "");
    assert.match(stdout, /✓ hop 1 Reader\n {6}live ✓ AWS allowed it\./);
    assert.match(stdout, /✓ lists\n {6}live ✓/);
    assert.match(stdout, /✓ reads\n {6}live ✓/);
    assert.match(stdout, /✓ writes\n {6}live – s3:PutObject is not asked for real/);
    assert.match(stdout, /live ✓ AWS says arn:aws:sts::\d{12}:assumed-role\/Reader\/first-session\./);
    assert.match(stdout, /Live: 4 as expected, 1 not asked\.\n$/);
    assert.equal(exitCode, 0);
  });

  it("makes the difference the finding where something else is deployed", async () => {
    await b.putRolePolicy("Reader", "own", permit("s3:ListBucket", `arn:aws:s3:::${bucket}`));
    const { stdout, exitCode } = await run();
    assert.match(
      stdout,
      /✓ reads\n {6}≠ Simulated: allowed\. AWS: refused\.\n {8}A policy in AWS is not the one/,
    );
    assert.match(stdout, /live ✗ Expected: allowed\. The server at \S+ denied s3:GetObject on/);
    assert.match(stdout, /1 not as expected/);
    assert.equal(exitCode, 1);
  });

  it("writes both answers as JSON", async () => {
    await b.putRolePolicy("Reader", "own", permit("s3:ListBucket", `arn:aws:s3:::${bucket}`));
    const { stdout } = await run("--format", "json");
    // The shape is what is tested.
    const [report] = JSON.parse(stdout) as [
      {
        mode: string;
        steps: {
          name: string;
          outcome: string;
          live: { outcome: string; difference?: { headline: string } };
        }[];
      },
    ];
    assert.equal(report.mode, "live");
    const reads = report.steps.find(({ name }) => name === "reads");
    assert.equal(reads?.outcome, "passed");
    assert.equal(reads.live.outcome, "failed");
    assert.equal(reads.live.difference?.headline, "Simulated: allowed. AWS: refused.");
  });

  it("writes live answers as JUnit cases of their own", async () => {
    await b.putRolePolicy("Reader", "own", permit("s3:ListBucket", `arn:aws:s3:::${bucket}`));
    const { stdout } = await run("--format", "junit");
    assert.match(stdout, /<testcase [^>]*name="reads"\/>/);
    assert.match(
      stdout,
      /name="reads \(live\)">\s*<failure type="liveAnswer" message="Simulated: allowed\. AWS: refused\."/,
    );
    assert.match(
      stdout,
      /<testsuites name="assume-role check" tests="10" failures="1" errors="0" skipped="1">/,
    );
  });

  it("takes another profile when told, and finds the refusal that the simulation did not expect", async () => {
    const { stdout, exitCode } = await run("--profile", "other");
    assert.match(stdout, /✓ hop 1 Reader\n {6}≠ Simulated: allowed\. AWS: refused\./);
    assert.match(stdout, /live ✗ Expected: allowed\. The server at \S+ denied AssumeRole on/);
    assert.match(stdout, /✓ lists\n {6}live – Hop 1 gave no session\./);
    assert.equal(exitCode, 1);
  });

  it("passes a refusal that is expected", async () => {
    write("trust-policy.json", trust({ AWS: other.arn }));
    try {
      await b.updateTrustPolicy("Reader", trust({ AWS: other.arn }));
      const [hop] = (config() as { hops: readonly object[] }).hops;
      write("chain.assume-role.json", config({ hops: [{ ...hop, expect: "implicitDeny" }], checks: [] }));
      const { stdout, exitCode } = await run();
      assert.match(stdout, /✓ hop 1 Reader\n {6}live ✓ The server at \S+ denied AssumeRole/);
      assert.equal(exitCode, 0);
    } finally {
      write("trust-policy.json", trust({ AWS: dev.arn }));
      await b.updateTrustPolicy("Reader", trust({ AWS: dev.arn }));
    }
  });

  it("has no answer with keys that are wrong, which is no failed expectation", async () => {
    const wrong = {
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    };
    const before = keysOf("deployment", dev) + keysOf("other", other);
    writeFileSync(join(folder, "credentials"), keysOf("deployment", wrong));
    try {
      const { stdout, exitCode } = await run();
      assert.match(stdout, /live ! /);
      assert.match(stdout, /1 without an answer, 4 not asked/);
      assert.equal(exitCode, 2);
    } finally {
      writeFileSync(join(folder, "credentials"), before);
    }
  });

  it("asks nothing where a placeholder is left, a profile is missing or the caller is a service", async () => {
    write("chain.assume-role.json", config({ hops: [{ roleArn: "arn:aws:iam::<ACCOUNT_NO>:role/Reader" }] }));
    const open = await run();
    assert.match(open.stdout, /AWS was not asked: .*<ACCOUNT_NO>/);
    assert.equal(open.exitCode, 2);

    write("chain.assume-role.json", config());
    const missing = await run("--profile", "nobody");
    assert.match(missing.stdout, /AWS was not asked: .*nobody/);
    assert.equal(missing.exitCode, 2);

    write(
      "chain.assume-role.json",
      config({ caller: { principal: { service: "ec2.amazonaws.com" }, profile: "deployment" } }),
    );
    const service = await run();
    assert.match(service.stdout, /live – The caller is the service ec2\.amazonaws\.com/);
  });

  it("sends no session policy from outside the config's folder", async () => {
    const [hop] = (config() as { hops: readonly object[] }).hops;
    const elsewhere = join(temporaryFolder(), "elsewhere.json");
    writeFileSync(elsewhere, JSON.stringify(permit("s3:*", "*")));
    symlinkSync(elsewhere, join(folder, "link.json"));
    for (const sessionPolicy of ["../elsewhere.json", elsewhere, "link.json"]) {
      write("chain.assume-role.json", config({ hops: [{ ...hop, sessionPolicy }] }));
      const { stdout, exitCode } = await run();
      assert.match(
        stdout,
        /AWS was not asked: The session policy .*(elsewhere|link)\.json is outside the config's folder/,
      );
      assert.equal(exitCode, 2);
    }
  });
});

function keysOf(profile: string, { accessKeyId, secretAccessKey }: Keys): string {
  return `[${profile}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
}
