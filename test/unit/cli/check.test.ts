import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { spawnSync } from "node:child_process";
import { check, type CheckResult } from "../../../src/cli/check.ts";
import type { CheckedConfig } from "../../../src/cli/checkedConfig.ts";
import { junitProblems } from "./junitShape.ts";
import { readXml } from "./xmlTree.ts";

const source = { read: (name: string) => readFile(join("data", name), "utf8") };

const roleB = "arn:aws:iam::222222222222:role/MyRoleB";
const caller = {
  principal: "arn:aws:iam::111111111111:role/MyRoleA",
  policies: [statement({ Effect: "Allow", Action: "sts:AssumeRole", Resource: roleB })],
};
const trust = statement({
  Sid: "TrustA",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111111111111:role/MyRoleA" },
  Action: "sts:AssumeRole",
});
const reader = {
  Version: "2012-10-17",
  Statement: [
    { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::data/*" },
    {
      Sid: "Office",
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::data/*",
      Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
    },
  ],
};
const read = { name: "reads", action: "s3:GetObject", resource: "arn:aws:s3:::data/x" };
const write = { name: "writes", action: "s3:PutObject", resource: "arn:aws:s3:::data/x" };

function statement(content: object): object {
  return { Version: "2012-10-17", Statement: [content] };
}

function config(...checks: readonly object[]): object {
  return {
    version: 1,
    caller,
    hops: [
      {
        roleArn: roleB,
        trustPolicy: "b.trust-policy.json",
        policies: ["b.inline-policy.json"],
        sessionName: "s-1",
      },
    ],
    checks,
  };
}

describe("assume-role check", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "check-"));
    put("b.trust-policy.json", trust);
    put("b.inline-policy.json", reader);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const put = (name: string, content: unknown) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content, null, 2));
  };
  const run = (...args: readonly string[]): Promise<CheckResult> =>
    check(args, folder, source, () => Promise.reject(new Error("AWS is asked only with --live")));

  it("passes: every hop and check in a line, and ends with 0", async () => {
    put(
      "app.assume-role.json",
      config(read, { identity: "arn:aws:sts::222222222222:assumed-role/MyRoleB/s-1" }),
    );
    assert.deepEqual(await run(), {
      stdout: [
        "app.assume-role.json",
        "  ✓ hop 1 MyRoleB",
        "  ✓ reads",
        "  ✓ identity arn:aws:sts::222222222222:assumed-role/MyRoleB/s-1",
        "",
        "1 role config: 3 passed. Simulated from the policies; AWS was not asked.",
        "",
      ].join("\n"),
      stderr: "",
      exitCode: 0,
    });
  });

  it("fails with the reason, the place and what to add, and ends with 1", async () => {
    put("app.assume-role.json", config({ ...read, name: "deletes", action: "s3:DeleteObject" }));
    const { stdout, exitCode } = await run();
    assert.equal(exitCode, 1);
    assert.deepEqual(stdout.split("\n").slice(2, 7), [
      "  ✗ deletes: expected allow, is implicitDeny",
      "      s3:DeleteObject on arn:aws:s3:::data/x",
      "      Denied: no matching Allow in the identity policies.",
      "        b.inline-policy.json:1:1",
      '        Add to b.inline-policy.json: {"Effect":"Allow","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::data/x"}',
    ]);
  });

  it("names the deciding statement at its line", async () => {
    put("app.assume-role.json", config({ ...read, expect: "deny" }));
    const { stdout } = await run();
    assert.match(
      stdout,
      /✗ reads: expected deny, is allow\n.*\n {6}Allowed by Sid 'Read' in the identity policies\.\n {8}b\.inline-policy\.json:4:5 {2}Sid 'Read'/,
    );
  });

  it("is undetermined where a key is open, names it, and ends with 2", async () => {
    put("app.assume-role.json", config(write));
    const { stdout, exitCode } = await run();
    assert.equal(exitCode, 2);
    assert.match(stdout, /\? writes: undetermined\. Depends on: aws:SourceIp\n/);
    assert.match(stdout, /b\.inline-policy\.json:10:5 {2}Sid 'Office'/);
  });

  it("ends with 1 where one fails and another is undetermined", async () => {
    put("app.assume-role.json", config(write, { ...read, expect: "deny" }));
    assert.equal((await run()).exitCode, 1);
  });

  it("puts a missing file to the place that names it; what does not need it is still checked; it ends with 2", async () => {
    rmSync(join(folder, "b.inline-policy.json"));
    put("app.assume-role.json", config(read));
    const { stdout, exitCode } = await run();
    assert.equal(exitCode, 2);
    assert.match(
      stdout,
      /app\.assume-role\.json:\d+:\d+: error missingFile There is no file b\.inline-policy\.json\.\n/,
    );
    assert.match(stdout, /✓ hop 1 MyRoleB\n/);
    assert.match(stdout, /– reads: cannot run\. There is no file b\.inline-policy\.json\.\n/);
  });

  it("does not ask the session of a hop that is denied", async () => {
    put("b.trust-policy.json", JSON.stringify(trust, null, 2).replace("111111111111", "333333333333"));
    put("app.assume-role.json", config(read));
    const { stdout, exitCode } = await run();
    assert.equal(exitCode, 1);
    assert.match(stdout, /✗ hop 1 MyRoleB: expected allow, is implicitDeny/);
    assert.match(stdout, /The nearest is Sid 'TrustA': the principal does not match\./);
    assert.match(stdout, /– reads: cannot run\. Hop 1 \(MyRoleB\) is denied, so there is no session\./);
  });

  it("finds role configs below folders, and passes over other files that a shell's ** names", async () => {
    put("one/app.assume-role.json", { ...config(read), hops: [], checks: [] });
    put("node_modules/x/app.assume-role.json", "no JSON");
    const { stdout, stderr, exitCode } = await run("one", "b.inline-policy.json");
    assert.match(
      stdout,
      /^one\/app\.assume-role\.json\n {2}Nothing to check: it has no hop and no check\.\n/,
    );
    assert.deepEqual([stderr, exitCode], ["", 0]);
    assert.match((await run()).stdout, /1 role config:/);
  });

  it("refuses what it cannot carry out", async () => {
    assert.match((await run()).stderr, /No role config was found/);
    assert.match((await run("b.inline-policy.json")).stderr, /b\.inline-policy\.json is no role config/);
    put("app.assume-role.json", config(read));
    assert.match((await run("nowhere")).stderr, /nowhere does not exist/);
    for (const args of [
      ["--format", "xml"],
      ["--nonsense"],
      ["nowhere"],
      ["nowhere", "app.assume-role.json"],
    ]) {
      assert.equal((await run(...args)).exitCode, 2, args.join(" "));
    }
  });

  it("answers in JSON with every reason, the places counted from 0", async () => {
    put("app.assume-role.json", config(read, write));
    const { stdout } = await run("--format", "json");
    // The shape is what this test is about.
    const [answer] = JSON.parse(stdout) as [CheckedConfig & { mode: string }];
    assert.deepEqual([answer.file, answer.mode, answer.problems], ["app.assume-role.json", "simulated", []]);
    const [hop, reads, writes] = answer.steps;
    assert.deepEqual(
      [hop?.kind, hop?.outcome, hop?.expected, hop?.actual],
      ["hop", "passed", "allow", "allow"],
    );
    assert.deepEqual(reads?.requests[0]?.decidedBy, [
      {
        file: "b.inline-policy.json",
        range: { start: { line: 3, character: 4 }, end: { line: 8, character: 5 } },
        side: "identity",
        statement: 0,
        sid: "Read",
      },
    ]);
    assert.deepEqual(writes?.requests[0]?.undetermined, ["aws:SourceIp"]);
    assert.ok(reads.requests[0].notModelled.includes("policies of VPC endpoints"));
  });

  it("answers in JUnit XML: a suite for each config, a case for each step", async () => {
    put("bad.assume-role.json", '{ "version": 2 }');
    put("app.assume-role.json", config(read, write, { ...read, name: '<&"\u0007>', expect: "deny" }));
    put("cut.assume-role.json", {
      ...config(read),
      caller: { ...caller, principal: "arn:aws:iam::999999999999:role/X" },
    });
    const { stdout, exitCode } = await run("--format", "junit");
    assert.equal(exitCode, 2);
    const root = readXml(stdout);
    assert.deepEqual(junitProblems(root), []);
    const results = root.children.map(({ attributes, children }) => [
      attributes["name"],
      children.map((one) => [
        one.attributes["name"],
        one.children[0]?.name,
        one.children[0]?.attributes["message"],
      ]),
    ]);
    assert.deepEqual(results, [
      [
        "app.assume-role.json",
        [
          ["hop 1 MyRoleB", undefined, undefined],
          ["reads", undefined, undefined],
          ["writes", "skipped", "Depends on: aws:SourceIp"],
          ['<&"\uFFFD>', "failure", "expected deny, is allow"],
        ],
      ],
      ["bad.assume-role.json", [["the role config itself", "error", "A role config needs 'caller'."]]],
      [
        "cut.assume-role.json",
        [
          ["hop 1 MyRoleB", "failure", "expected allow, is implicitDeny"],
          ["reads", "error", "Hop 1 (MyRoleB) is denied, so there is no session."],
        ],
      ],
    ]);
    const failure = root.children[0]?.children[3]?.children[0]?.text ?? "";
    assert.match(failure, /b\.inline-policy\.json:4:5/);
  });

  it("is green on the examples, from the command line", () => {
    cpSync("examples", join(folder, "examples"), { recursive: true });
    const { stdout, status } = spawnSync(
      process.execPath,
      ["--import", "tsx", join(process.cwd(), "src/cli/main.ts"), "check", join(folder, "examples")],
      { encoding: "utf8" },
    );
    assert.match(stdout, /\d+ role configs: \d+ passed\. Simulated/);
    assert.equal(status, 0);
  });
});
