import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../repository.ts";
import type { BenchRow } from "./row.ts";

const run = promisify(execFile);
const configs = 500;
const checks = 20;

/** Fresh processes. The fastest counts: other work on the machine only ever adds. */
const processes = 5;

/**
 * `assume-role check` from the shell's call to its end, on configs that have their policies each to itself, no two
 * alike: a caller, a role with trust, identity and boundary, and a bucket with its policy.
 */
export async function benchCheck(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "check-"));
  try {
    for (let index = 0; index < configs; index++) writeConfig(join(folder, `app-${index}`), index);
    const times: number[] = [];
    for (let started = 0; started < processes; started++) {
      const before = performance.now();
      const { stdout } = await run(process.execPath, [join(root, "dist/cli.js"), "check"], {
        cwd: folder,
        maxBuffer: 64 * 1024 * 1024,
      });
      times.push(performance.now() - before);
      const asked = configs * (checks + 1);
      if (!stdout.includes(`${configs} role configs: ${asked} passed.`)) {
        throw new Error(`The measured checks do not all pass:\n${stdout.slice(-500)}`);
      }
    }
    return [
      {
        name: `check of ${configs} role configs × ${checks} checks`,
        ours: Math.min(...times),
        bar: 2_000,
        unit: "ms",
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeConfig(folder: string, index: number): void {
  mkdirSync(folder);
  const write = (name: string, content: object) => {
    writeFileSync(join(folder, name), JSON.stringify(content, undefined, 2));
  };
  const roleA = `arn:aws:iam::111111111111:role/Application${index}`;
  const roleB = `arn:aws:iam::<ACCOUNT_NO>:role/data/Reader${index}`;
  const bucket = `arn:aws:s3:::data-${index}`;
  write("caller.inline-policy.json", policy({ Effect: "Allow", Action: "sts:AssumeRole", Resource: roleB }));
  write(
    "reader.trust-policy.json",
    policy({
      Effect: "Allow",
      Principal: { AWS: roleA },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": `external-${index}` } },
    }),
  );
  write(
    "reader.inline-policy.json",
    policy(
      {
        Sid: "Buckets",
        Effect: "Allow",
        Action: ["s3:ListAllMyBuckets", "s3:GetBucketLocation"],
        Resource: "*",
      },
      {
        Sid: "List",
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: bucket,
        Condition: { StringLike: { "s3:prefix": "shared/*" } },
      },
      {
        Sid: "Objects",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:PutObject"],
        Resource: `${bucket}/shared/*`,
      },
      { Sid: "Keep", Effect: "Deny", Action: ["s3:DeleteBucket", "s3:PutBucketPolicy"], Resource: "*" },
    ),
  );
  write(
    "data.bucket-policy.json",
    policy(
      {
        Effect: "Allow",
        Principal: { AWS: roleB },
        Action: ["s3:ListBucket", "s3:GetBucketLocation"],
        Resource: bucket,
      },
      { Effect: "Allow", Principal: { AWS: roleB }, Action: "s3:*Object", Resource: `${bucket}/*` },
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucket, `${bucket}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ),
  );
  write("app.assume-role.json", {
    version: 1,
    variables: { ACCOUNT_NO: "222222222222" },
    caller: { principal: roleA, policies: ["caller.inline-policy.json"] },
    hops: [
      {
        roleArn: roleB,
        trustPolicy: "reader.trust-policy.json",
        policies: ["reader.inline-policy.json"],
        permissionsBoundary: policy({ Effect: "Allow", Action: "s3:*", Resource: "*" }),
        sessionName: "bench",
        externalId: `external-${index}`,
      },
    ],
    buckets: [
      {
        name: `data-${index}`,
        account: "333333333333",
        region: "eu-west-1",
        policy: "data.bucket-policy.json",
      },
    ],
    checks: Array.from({ length: checks }, (_, check) => oneCheck(index, check)),
  });
}

function oneCheck(index: number, check: number): object {
  const bucket = `data-${index}`;
  switch (check % 4) {
    case 0:
      return { name: `lists ${check}`, list: `s3://${bucket}/shared/${check}/`, expect: "allow" };
    case 1:
      return {
        name: `reads ${check}`,
        action: "s3:GetObject",
        resource: `arn:aws:s3:::${bucket}/shared/${check}`,
        expect: "allow",
      };
    case 2:
      return {
        name: `keeps ${check}`,
        action: "s3:DeleteBucket",
        resource: `arn:aws:s3:::${bucket}`,
        expect: "explicitDeny",
      };
    default:
      return {
        name: `spares ${check}`,
        action: "s3:DeleteObject",
        resource: `arn:aws:s3:::${bucket}/${check}`,
        expect: "implicitDeny",
      };
  }
}

function policy(...statements: readonly object[]): object {
  return { Version: "2012-10-17", Statement: statements };
}
