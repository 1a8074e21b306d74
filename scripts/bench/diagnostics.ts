import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Catalogue } from "../../src/core/catalogue/catalogue.ts";
import { PolicyDiagnosis } from "../../src/language/diagnostics/diagnose.ts";
import { root } from "../repository.ts";
import type { BenchRow } from "./row.ts";

const rounds = 60;
const actions = [
  "s3:GetObject",
  "s3:PutObject",
  "s3:ListBucket",
  "dynamodb:GetItem",
  "sqs:SendMessage",
  "lambda:InvokeFunction",
  "ec2:DescribeInstances",
  "iam:PassRole",
  "sts:AssumeRole",
  "kms:Decrypt",
  "logs:PutLogEvents",
];

/**
 * Diagnostics of a policy of 200 statements with 5 actions each, when it is opened and after a keystroke, and of one of
 * 2,000. A keystroke changes the text of the statement in the middle.
 */
export async function benchDiagnostics(): Promise<BenchRow[]> {
  const catalogue = await Catalogue.open({ read: (name) => readFile(join(root, "data", name), "utf8") });
  const small = policyOf(200);
  const first = await time(() => new PolicyDiagnosis(catalogue).load(small, "identity"));
  return [
    {
      name: "opened for the first time, 200 statements, services read",
      ours: first,
      peer: 2300,
      unit: "ms",
    },
    {
      name: "opened, 200 statements",
      ours: await median(20, () => new PolicyDiagnosis(catalogue).load(small, "identity")),
      unit: "ms",
    },
    {
      name: "after a keystroke, 200 statements",
      ours: await keystroke(catalogue, small),
      bar: 25,
      peer: 1050,
      unit: "ms",
    },
    {
      name: "after a keystroke, 2,000 statements",
      ours: await keystroke(catalogue, policyOf(2_000)),
      unit: "ms",
    },
    { name: "after a keystroke, 1 statement", ours: await keystroke(catalogue, policyOf(1)), unit: "ms" },
  ];
}

function policyOf(statements: number): string {
  const one = (index: number) => ({
    Sid: `Statement${index}`,
    Effect: "Allow",
    Action: Array.from({ length: 5 }, (_, i) => actions[(index * 5 + i) % actions.length]),
    Resource: [`arn:aws:s3:::bucket-${index}`, `arn:aws:s3:::bucket-${index}/*`],
    Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
  });
  const Statement = Array.from({ length: statements }, (_, index) => one(index));
  return JSON.stringify({ Version: "2012-10-17", Statement }, null, 2);
}

async function keystroke(catalogue: Catalogue, text: string): Promise<number> {
  const middle = text.indexOf("bucket-", text.length >> 1);
  const at = (middle === -1 ? text.indexOf("bucket-") : middle) + "bucket-".length;
  const diagnosis = new PolicyDiagnosis(catalogue);
  await diagnosis.load(text, "identity");
  let typed = "";
  return median(rounds, () => {
    typed += "x";
    return diagnosis.load(text.slice(0, at) + typed + text.slice(at), "identity");
  });
}

async function median(times: number, work: () => Promise<unknown>): Promise<number> {
  for (let warm = 0; warm < 10; warm++) await work();
  const all: number[] = [];
  for (let round = 0; round < times; round++) all.push(await time(work));
  all.sort((a, b) => a - b);
  return all[times >> 1] ?? 0;
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
