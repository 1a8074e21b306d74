import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { spawnSync } from "node:child_process";
import { lint, type LintResult } from "../../../src/cli/lint.ts";
import { sarifProblems } from "./sarifShape.ts";

const source = { read: (name: string) => readFile(join("data", name), "utf8") };

const trust = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::<ACCOUNT_NO>:role/Caller" },
      Action: "sts:AssumeRole",
    },
  ],
};
const reader = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::my-bucket/*" }],
};

describe("assume-role lint", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lint-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, content: unknown) => {
    const path = join(folder, "work", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content, null, 2));
  };
  const run = (...args: readonly string[]): Promise<LintResult> =>
    lint(args, { folder: join(folder, "work"), home: join(folder, "home"), environment: {} }, source);

  it("answers in the documented shape", async () => {
    write("app.inline-policy.json", { ...reader, Version: "2012-10-18" });
    const { stdout, stderr, exitCode } = await run("app.inline-policy.json", "--format", "json");
    assert.deepEqual(JSON.parse(stdout), [
      {
        file: "app.inline-policy.json",
        kind: "identity",
        findings: [
          {
            code: "INVALID_VERSION",
            severity: "error",
            message: "'2012-10-18' is no version of the policy language: write 2012-10-17.",
            range: { start: { line: 1, character: 13 }, end: { line: 1, character: 25 } },
            fixes: ["Write 2012-10-17"],
          },
        ],
      },
    ]);
    assert.deepEqual([stderr, exitCode], ["", 1]);
  });

  it("ends with 0 where there is no error", async () => {
    write("role.trust-policy.json", trust);
    const { stdout, exitCode } = await run();
    assert.equal(
      stdout,
      "role.trust-policy.json:7:30: warning PLACEHOLDER_LEFT '<ACCOUNT_NO>' is a placeholder: write the value.\n" +
        "1 file: 0 errors, 1 warning, 0 suggestions\n",
    );
    assert.equal(exitCode, 0);
  });

  it("finds policies, role configs and the files of the home folder, and nothing else", async () => {
    write("a/app.inline-policy.json", reader);
    write("b/by-content.json", reader);
    write("package.json", { name: "x", version: "1.0.0" });
    write("node_modules/x/policy.inline-policy.json", reader);
    write(".hidden/policy.inline-policy.json", reader);
    write("chain.assume-role.jsonc", '{ "version": 1, "hops": [{ "roleArn": "nonsense" }] }');
    write("../home/.aws/config", "[profile dev]\nrole_arn = arn:aws:iam::111122223333:role/Dev\n");
    const { stdout, exitCode } = await run("--format", "json");
    const found = JSON.parse(stdout) as { file: string; kind: string; findings: { code: string }[] }[];
    assert.deepEqual(
      found.map(({ file, kind }) => [file.replace(join(folder, "home"), "~"), kind]),
      [
        ["a/app.inline-policy.json", "identity"],
        ["b/by-content.json", "identity"],
        ["chain.assume-role.jsonc", "roleConfig"],
        ["~/.aws/config", "awsConfig"],
      ],
    );
    assert.ok(found[2]?.findings.some(({ code }) => code === "badRoleArn"));
    assert.ok((found[3]?.findings.length ?? 0) > 0);
    assert.equal(exitCode, 1);
  });

  it("learns from a role config what its files are and which placeholders it fills", async () => {
    write("chain.assume-role.json", {
      version: 1,
      variables: { ACCOUNT_NO: "529018253771" },
      caller: { principal: "arn:aws:iam::<ACCOUNT_NO>:role/Caller", policies: [] },
      hops: [
        {
          roleArn: "arn:aws:iam::529018253771:role/App",
          trustPolicy: "who.json",
          sessionPolicy: "less.json",
        },
      ],
    });
    write("who.json", trust);
    write("less.json", { ...reader, Statement: { ...reader.Statement[0], Principal: "*" } });
    const { stdout } = await run("--format", "json");
    const found = JSON.parse(stdout) as { file: string; kind: string; findings: { code: string }[] }[];
    assert.deepEqual(
      found.map(({ file, kind, findings }) => [file, kind, findings.map(({ code }) => code)]),
      [
        ["chain.assume-role.json", "roleConfig", ["wrongPolicyKind"]],
        ["less.json", "session", ["UNSUPPORTED_PRINCIPAL"]],
        ["who.json", "trust", []],
      ],
    );
    const named = await run("who.json", "--format", "json");
    assert.deepEqual((JSON.parse(named.stdout) as { findings: unknown[] }[])[0]?.findings, []);
  });

  it("reads the policies in templates and plans, also in those that were synthesized where they are named", async () => {
    const wrong = { ...reader, Statement: [{ ...reader.Statement[0], Action: "s3:GetObjekt" }] };
    const template = (policy: unknown) => ({
      Resources: { P: { Type: "AWS::IAM::ManagedPolicy", Properties: { PolicyDocument: policy } } },
    });
    write("stack.json", template(wrong));
    write("no-policy.json", { Resources: { B: { Type: "AWS::S3::Bucket" } } });
    write("cdk.out/App.template.json", template(wrong));
    write("plan.json", {
      format_version: "1.2",
      resource_changes: [
        {
          address: "aws_iam_policy.p",
          type: "aws_iam_policy",
          change: { after: { policy: JSON.stringify(wrong) } },
        },
      ],
    });
    const kinds = async (...args: readonly string[]) => {
      const { stdout, exitCode } = await run(...args, "--format", "json");
      assert.equal(exitCode, 1);
      const documents = JSON.parse(stdout) as {
        readonly file: string;
        readonly kind: string;
        readonly findings: readonly { readonly code: string }[];
      }[];
      return documents.map(({ file, kind, findings }) => [file, kind, ...findings.map(({ code }) => code)]);
    };
    assert.deepEqual(await kinds(), [
      ["plan.json", "terraform", "INVALID_ACTION"],
      ["stack.json", "cloudFormation", "INVALID_ACTION"],
    ]);
    assert.deepEqual(await kinds("cdk.out/App.template.json"), [
      ["cdk.out/App.template.json", "cloudFormation", "INVALID_ACTION"],
    ]);
  });

  it("takes the kind that is named", async () => {
    write("policy.json", reader);
    const { stdout, exitCode } = await run("policy.json", "--kind", "bucket");
    assert.match(stdout, /policy\.json:4:5: error MISSING_PRINCIPAL /);
    assert.equal(exitCode, 1);
  });

  it("says what it cannot do and ends with 2", async () => {
    write("other.json", { a: 1 });
    for (const [args, message] of [
      [["missing.json"], "missing.json cannot be read.\n"],
      [["other.json"], "other.json is no policy that can be told by its name or content: name its --kind.\n"],
      [["--kind", "queue"], /^There is no kind queue: trust, identity, bucket/],
      [["--format", "xml"], "There is no format xml: text, json, sarif.\n"],
      [["--fix"], /Unknown option '--fix'/],
    ] as const) {
      const { stderr, exitCode } = await run(...args);
      if (typeof message === "string") assert.equal(stderr, message);
      else assert.match(stderr, message);
      assert.equal(exitCode, 2);
    }
  });

  it("looks at everything below a folder that is named", async () => {
    write("a/app.inline-policy.json", { ...reader, Version: "2012-10-18" });
    write("a/deep/other.inline-policy.json", reader);
    write("a/node_modules/x.inline-policy.json", reader);
    write("b/app.inline-policy.json", reader);
    const { stdout, exitCode } = await run("a", "--format", "json");
    assert.deepEqual(
      (JSON.parse(stdout) as { file: string }[]).map(({ file }) => file),
      ["a/app.inline-policy.json", "a/deep/other.inline-policy.json"],
    );
    assert.equal(exitCode, 1);
  });

  it("follows the severities and the ignored codes of the workspace's settings", async () => {
    write("a/app.inline-policy.json", { ...reader, Version: "2012-10-18" });
    write("legacy/app.inline-policy.json", { ...reader, Version: "2012-10-18" });
    write(".aws/config", "[profile a]\ncredential_process = x\nREGION = eu-west-1 # mine\n");
    write(
      ".vscode/settings.json",
      `{ // as the editor
        "assumeRole.findings.severities": { "INVALID_VERSION": "suggestion", "upperCaseKey": "off", "inlineNote": "error" },
        "assumeRole.findings.ignore": { "**/legacy/**/*.json": ["INVALID_VERSION"], "**/other/*": ["*"] },
      }`,
    );
    const { stdout, exitCode } = await run("a", "legacy", ".aws/config", "--format", "json");
    const found = JSON.parse(stdout) as { findings: { code: string; severity: string }[] }[];
    assert.deepEqual(
      found.map(({ findings }) => findings.map(({ code, severity }) => [code, severity])),
      [[["INVALID_VERSION", "suggestion"]], [], [["inlineNote", "error"]]],
    );
    assert.equal(exitCode, 1);
  });

  it("finds files that a role config misses, what is wrong in its policies, and fixes for both", async () => {
    write("chain.assume-role.jsonc", {
      version: 1,
      caller: { principal: "arn:aws:iam::111122223333:user/u", policies: ["missing.json"] },
      hops: [
        {
          roleArn: "arn:aws:iam::111122223333:role/R",
          sesionName: "session",
          trustPolicy: { ...trust, Version: "2012-10-18" },
        },
      ],
    });
    const { stdout } = await run("chain.assume-role.jsonc", "--format", "json");
    const [{ findings = [] } = {}] = JSON.parse(stdout) as {
      findings?: { code: string; fixes: string[] }[];
    }[];
    const codes = findings.map(({ code }) => code);
    for (const code of ["missingFile", "unknownMember", "INVALID_VERSION", "PLACEHOLDER_LEFT"]) {
      assert.ok(codes.includes(code), `${code}: ${codes.join(" ")}`);
    }
    assert.deepEqual(findings.find(({ code }) => code === "unknownMember")?.fixes, [
      'Change to "sessionName"',
      "Remove the member",
    ]);
  });

  it("reads both files of ~/.aws, and writes no secret in any format", async () => {
    const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    write(
      "../home/.aws/config",
      "[profile a]\nROLE_ARN = arn:aws:iam::111122223333:role/R\nsource_profile = keys\n",
    );
    write(
      "../home/.aws/credentials",
      `[keys]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key: ${secret} # ${secret}\n[keys]\naws_session_token = ${secret}\n`,
    );
    for (const format of ["text", "json", "sarif"]) {
      const { stdout } = await run("--format", format);
      assert.ok(!stdout.includes(secret), format);
      assert.ok(stdout.includes("upperCaseKey") && stdout.includes("colonSeparator"), format);
      // The source is in the other file.
      assert.ok(!stdout.includes("missingSource"), format);
    }
    const { stdout } = await run("--format", "sarif");
    assert.deepEqual(sarifProblems(JSON.parse(stdout)), []);
    const { runs } = JSON.parse(stdout) as {
      runs: { tool: { driver: { rules: { id: string; fullDescription?: { text: string } }[] } } }[];
    };
    for (const rule of runs[0]?.tool.driver.rules ?? [])
      assert.ok(rule.fullDescription !== undefined, rule.id);
  });

  it("would see what is no SARIF", () => {
    assert.ok(sarifProblems({ version: "2.1.0", runs: [{ results: [] }] }).length > 0);
    assert.ok(sarifProblems({ version: "2.0.0", runs: [] }).length > 0);
  });

  it("writes SARIF 2.1.0 with places, rules and fixes", async () => {
    write("my app.inline-policy.json", { ...reader, Version: "2012-10-18" });
    write("chain.assume-role.json", { version: 1, hops: [{ roleArn: "nonsense" }] });
    const { stdout, exitCode } = await run("--format", "sarif");
    const log: unknown = JSON.parse(stdout);
    assert.deepEqual(sarifProblems(log), []);
    const { runs } = log as {
      runs: {
        tool: { driver: { rules: { id: string; helpUri?: string }[] } };
        results: Record<string, unknown>[];
      }[];
    };
    assert.deepEqual(
      runs[0]?.tool.driver.rules.map(({ id }) => id),
      ["INVALID_VERSION", "badRoleArn", "missingMember"],
    );
    assert.match(runs[0].tool.driver.rules[0]?.helpUri ?? "", /^https:\/\/docs\.aws\.amazon\.com\//);
    assert.deepEqual(
      runs[0].results.find(({ ruleId }) => ruleId === "INVALID_VERSION"),
      {
        ruleId: "INVALID_VERSION",
        ruleIndex: 0,
        level: "error",
        message: { text: "'2012-10-18' is no version of the policy language: write 2012-10-17." },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "my%20app.inline-policy.json" },
              region: {
                startLine: 2,
                startColumn: 14,
                endLine: 2,
                endColumn: 26,
                charOffset: 15,
                charLength: 12,
              },
            },
          },
        ],
        fixes: [
          {
            description: { text: "Write 2012-10-17" },
            artifactChanges: [
              {
                artifactLocation: { uri: "my%20app.inline-policy.json" },
                replacements: [
                  {
                    deletedRegion: {
                      startLine: 2,
                      startColumn: 14,
                      endLine: 2,
                      endColumn: 26,
                      charOffset: 15,
                      charLength: 12,
                    },
                    insertedContent: { text: '"2012-10-17"' },
                  },
                ],
              },
            ],
          },
        ],
      },
    );
    assert.equal(exitCode, 1);
  });

  describe("across files", () => {
    const caller = "arn:aws:iam::210123456780:role/Caller";
    const role = "arn:aws:iam::310123456780:role/Reader";
    beforeEach(() => {
      write("chain.assume-role.json", {
        version: 1,
        caller: { principal: caller, policies: ["caller.inline-policy.json"] },
        hops: [{ roleArn: role, trustPolicy: "reader.trust-policy.json" }],
      });
      write("caller.inline-policy.json", reader);
      write("reader.trust-policy.json", {
        ...trust,
        Statement: [{ Effect: "Allow", Principal: { AWS: caller }, Action: "sts:AssumeRole" }],
      });
    });

    it("compares the files that it finds", async () => {
      const { stdout } = await run();
      assert.match(
        stdout,
        /^reader\.trust-policy\.json:7:16: warning CALLER_LACKS_ASSUME_ROLE .*caller\.inline-policy\.json/m,
      );
    });

    it("knows nothing of files that it was not given", async () => {
      const { stdout } = await run("reader.trust-policy.json", "caller.inline-policy.json");
      assert.doesNotMatch(stdout, /CALLER_LACKS_ASSUME_ROLE/);
    });

    it("writes into SARIF where the other file has to change", async () => {
      const { stdout } = await run("--format", "sarif");
      assert.deepEqual(sarifProblems(JSON.parse(stdout)), []);
      const log = JSON.parse(stdout) as {
        runs: [
          {
            results: {
              ruleId: string;
              relatedLocations?: { physicalLocation: { artifactLocation: { uri: string } } }[];
              fixes?: { artifactChanges: { artifactLocation: { uri: string } }[] }[];
            }[];
          },
        ];
      };
      const result = log.runs[0].results.find(({ ruleId }) => ruleId === "CALLER_LACKS_ASSUME_ROLE");
      assert.equal(
        result?.relatedLocations?.[0]?.physicalLocation.artifactLocation.uri,
        "caller.inline-policy.json",
      );
      assert.deepEqual(
        result.fixes?.map(({ artifactChanges }) => artifactChanges.map((one) => one.artifactLocation.uri)),
        [["caller.inline-policy.json"]],
      );
    });
  });

  it("is a command of the command line", () => {
    write("app.inline-policy.json", reader);
    const main = join(process.cwd(), "src/cli/main.ts");
    const { stdout, status } = spawnSync(
      process.execPath,
      ["--import", "tsx", main, "lint", join(folder, "work", "app.inline-policy.json"), "--format", "json"],
      { encoding: "utf8" },
    );
    assert.equal(status, 0);
    assert.match(stdout, /"kind": "identity",\s*"findings": \[\]/);
  }).timeout(30_000);
});
