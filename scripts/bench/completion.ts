import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Catalogue } from "../../src/core/catalogue/catalogue.ts";
import { completePolicy } from "../../src/language/completion/complete.ts";
import { hoverPolicy } from "../../src/language/hover/hover.ts";
import { noFacts } from "../../src/language/workspaceFacts.ts";
import type { BenchRow } from "./row.ts";

const folder = join(import.meta.dirname, "../../data");
const rounds = 40;

/**
 * Completion and hover in a policy of 200 statements with 5 actions each, and of 2,000. Each round changes the text
 * first, as a keystroke does, so that nothing of the last answer can be used again.
 */
export async function benchCompletion(): Promise<BenchRow[]> {
  const started = performance.now();
  const catalogue = await Catalogue.open({ read: (name) => readFile(join(folder, name), "utf8") });
  const opened = performance.now() - started;

  const small = policyOf(200);
  const large = policyOf(2_000);
  const first = performance.now();
  await complete(catalogue, small, '"s3:');
  const cold = performance.now() - first;
  const row = async (name: string, work: (round: number) => Promise<unknown>, more: Partial<BenchRow>) => ({
    name,
    ours: await median(work),
    unit: "ms" as const,
    ...more,
  });
  return [
    { name: "catalogue opened", ours: opened, unit: "ms" },
    { name: "first completion after that, 200 statements", ours: cold, unit: "ms" },
    await row("completion of 's3:', 200 statements", (round) => complete(catalogue, small, '"s3:', round), {
      peer: 980,
      bar: 5,
    }),
    await row(
      "completion of an action without prefix",
      (round) => complete(catalogue, small, '"putbucket', round),
      {
        bar: 5,
      },
    ),
    await row("completion of a resource", (round) => complete(catalogue, small, '"arn:aws:s3:::', round), {
      bar: 5,
    }),
    await row("completion of a condition key", (round) => complete(catalogue, small, '"s3:x', round, "key"), {
      bar: 5,
    }),
    await row(
      "completion of 's3:', 2,000 statements",
      (round) => complete(catalogue, large, '"s3:', round),
      {},
    ),
    await row("hover of an action, 200 statements", (round) => hover(catalogue, small, round), {
      peer: 1.9,
      bar: 2,
    }),
    { name: "heap after all of it", ours: process.memoryUsage().heapUsed / 2 ** 20, peer: 114, unit: "MiB" },
  ];
}

/** The statement in the middle is the one that is edited. */
interface Policy {
  readonly before: string;
  readonly after: string;
}

function policyOf(statements: number): Policy {
  const one = (index: number) => ({
    Sid: `Statement${index}`,
    Effect: index % 7 === 0 ? "Deny" : "Allow",
    Action: ["s3:GetObject", "s3:PutObject", "ec2:DescribeInstances", "iam:PassRole", "sts:AssumeRole"],
    Resource: [`arn:aws:s3:::bucket-${index}/*`, "*"],
    Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
  });
  const text = JSON.stringify(
    { Version: "2012-10-17", Statement: Array.from({ length: statements }, (_, i) => one(i)) },
    null,
    2,
  );
  const middle = text.indexOf(`"Sid": "Statement${statements >> 1}"`);
  return { before: text.slice(0, middle), after: text.slice(middle) };
}

function complete(
  catalogue: Catalogue,
  policy: Policy,
  typed: string,
  round = 0,
  place?: "key",
): Promise<unknown> {
  const isResource = typed.startsWith('"arn:');
  const element =
    place === "key"
      ? `"NotAction": "s3:*", "Condition": {"StringLike": {${typed}`
      : isResource
        ? `"Action": ["s3:Get*", "s3:PutObject"], "Resource": ${typed}`
        : `"NotAction": [${typed}`;
  const close = place === "key" ? '"}}, ' : isResource ? '", ' : '"], ';
  const before = `${" ".repeat(round % 5)}${policy.before}${element}`;
  return completePolicy(catalogue, {
    kind: "identity",
    text: before + close + policy.after,
    offset: before.length,
    facts: noFacts,
  });
}

function hover(catalogue: Catalogue, policy: Policy, round: number): Promise<unknown> {
  const before = `${" ".repeat(round % 5)}${policy.before}`;
  const text = before + policy.after;
  return hoverPolicy(catalogue, {
    kind: "identity",
    text,
    offset: text.indexOf("s3:PutObject", before.length),
    facts: noFacts,
  });
}

async function median(work: (round: number) => Promise<unknown>): Promise<number> {
  for (let round = 0; round < 20; round++) await work(round);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[rounds >> 1] ?? 0;
}
