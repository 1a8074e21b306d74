import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Catalogue } from "../../src/core/catalogue/catalogue.ts";
import { PolicyDiagnosis } from "../../src/language/diagnostics/diagnose.ts";
import { documentContent } from "../../src/language/embedded/documentContent.ts";
import { EmbeddedDiagnosis } from "../../src/language/embedded/embeddedDiagnosis.ts";
import { ordinaryDocuments, packageLock } from "../ordinaryJson/documents.ts";
import { root } from "../repository.ts";
import type { BenchRow } from "./row.ts";

const rounds = 30;

/**
 * What other JSON costs: nothing but a search for a few words, however large; what a template with 100 roles costs after
 * a keystroke; and the longest that a text below 100 KB may keep the editor waiting.
 */
export async function benchEmbedded(): Promise<BenchRow[]> {
  const catalogue = await Catalogue.open({ read: (name) => readFile(join(root, "data", name), "utf8") });
  const ordinary = ordinaryDocuments();
  const lock = JSON.stringify(packageLock(9_000), null, 2);
  const template = templateOf(100);
  const at = template.indexOf("bucket-50") + "bucket-50".length;
  const diagnosis = new EmbeddedDiagnosis(catalogue);
  const statement = '{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b"}';
  const many = `{"Statement":[${Array.from({ length: 1_200 }, (_, n) => statement.replace(":b", `:b${n}`)).join(",")}]}`;
  const patterns = `{"Statement":[{"Effect":"Allow","Action":[${Array.from({ length: 4_000 }, (_, n) => `"s3:Get${n}*"`).join(",")}],"Resource":"*"}]}`;
  return [
    {
      name: `${ordinary.length} ordinary JSON files, all of them`,
      ours: await median(() => {
        for (const { name, languageId, text } of ordinary) documentContent(`/app/${name}`, languageId, text);
      }),
      bar: 50,
      unit: "ms",
    },
    {
      name: `a lock file of ${(lock.length / 2 ** 20).toFixed(1)} MiB`,
      ours: await median(() => documentContent("/app/package-lock.json", "json", lock)),
      bar: 5,
      unit: "ms",
    },
    {
      name: `keystroke in a template of 100 roles, ${Math.round(template.length / 1024)} KB`,
      ours: await median(async (round) => {
        const text = template.slice(0, at) + "x".repeat(1 + (round % 9)) + template.slice(at);
        const content = documentContent("/app/stack.json", "json", text);
        if (content?.kind !== "embedded") throw new Error("The template is not recognized.");
        return diagnosis.load(content.found);
      }),
      bar: 50,
      unit: "ms",
    },
    {
      name: `opened, 1,200 statements in ${Math.round(many.length / 1024)} KB`,
      ours: await median(() => new PolicyDiagnosis(catalogue).load(many, "identity")),
      bar: 100,
      unit: "ms",
    },
    {
      name: `opened, 4,000 patterns in one list, ${Math.round(patterns.length / 1024)} KB`,
      ours: await median(() => new PolicyDiagnosis(catalogue).load(patterns, "identity")),
      bar: 100,
      unit: "ms",
    },
  ];
}

function templateOf(roles: number): string {
  const Resources = Object.fromEntries(
    Array.from({ length: roles }, (_, n) => [
      `Role${n}`,
      {
        Type: "AWS::IAM::Role",
        Properties: {
          AssumeRolePolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
            ],
          },
          Policies: [
            {
              PolicyName: "read",
              PolicyDocument: {
                Version: "2012-10-17",
                Statement: [
                  {
                    Effect: "Allow",
                    Action: ["s3:GetObject", "s3:PutObject"],
                    Resource: [`arn:aws:s3:::bucket-${n}/*`, { "Fn::GetAtt": ["Bucket", "Arn"] }],
                  },
                ],
              },
            },
          ],
        },
      },
    ]),
  );
  return JSON.stringify({ AWSTemplateFormatVersion: "2010-09-09", Resources }, null, 2);
}

async function median(work: (round: number) => unknown): Promise<number> {
  for (let warm = 0; warm < 10; warm++) await work(warm);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[rounds >> 1] ?? 0;
}
