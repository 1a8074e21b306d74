import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Catalogue } from "../../src/core/catalogue/catalogue.ts";
import type { CatalogueSource } from "../../src/core/catalogue/source.ts";
import type { BenchRow } from "./row.ts";

const source: CatalogueSource = {
  read: (name) => readFile(join(import.meta.dirname, "../../data", name), "utf8"),
};
const rounds = 40;

/** What the catalogue costs: opening it, a service's first use, lookups of every kind, and memory. */
export async function benchCatalogue(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const row = (name: string, ours: number, bar?: number, unit: BenchRow["unit"] = "ms") => {
    rows.push({ name, ours, ...(bar === undefined ? {} : { bar }), unit });
  };

  const before = heap();
  const catalogue = await Catalogue.open(source);
  row("memory of the index", heap() - before, 5, "MiB");
  await catalogue.load(["s3", "sts", "iam"]);
  row("memory with s3, sts and iam", heap() - before, 10, "MiB");

  row("index read and opened", await median(() => Catalogue.open(source)), 15);
  const opened: Catalogue[] = [];
  for (let i = 0; i < rounds; i++) opened.push(await Catalogue.open(source));
  row("first use of s3", await median((round) => opened[round]?.service("s3")), 10);
  row(
    "first use of a second service in the same file",
    await median((round) => opened[round]?.service("sts")),
    2,
  );
  opened.length = 0;

  const started = performance.now();
  catalogue.searchActions("PBP");
  row("first search over all actions", performance.now() - started, 150);
  for (const query of ["PBP", "putbucketpol", "bucket policy", "desinst", "get", "s3:pbp"]) {
    row(`search '${query}'`, await median(() => catalogue.searchActions(query)), 5);
  }
  row("memory with the search index", heap() - before, 30, "MiB");

  const s3 = await catalogue.service("s3");
  const thousand = Array.from({ length: 1_000 }, (_, i) => i);
  const getObject = s3?.action("GetObject");
  if (s3 === undefined || getObject === undefined) throw new Error("The catalogue has no s3:GetObject.");
  const each = async (name: string, work: (i: number) => unknown, bar: number) => {
    row(
      `1,000 × ${name}`,
      await median(() => {
        thousand.forEach(work);
      }),
      bar,
    );
  };
  await each("action by name", () => catalogue.actionName("s3:GetObject"), 1);
  await each("facts of an action", () => s3.action("getobject"), 1);
  await each("condition key with a tag", () => s3.conditionKey("s3:ExistingObjectTag/class"), 2);
  await each("action and resource", () => s3.resourceFit(getObject, "arn:aws:s3:::bucket/*"), 1);
  // A new ARN each time, so that nothing remembered can be used.
  let fresh = 0;
  await each(
    "action and a new resource",
    () => s3.resourceFit(getObject, `arn:aws:s3:::bucket-${fresh++}/*`),
    40,
  );
  await each("service principal", () => catalogue.servicePrincipals.find("logs.eu-west-1.amazonaws.com"), 2);
  row("wildcard s3:Get*", await median(() => catalogue.expand("s3:Get*")), 0.5);
  row("wildcard *", await median(() => catalogue.expand("*")), 10);
  row(
    "nearest actions to a mistyped one",
    await median(() => catalogue.nearestActions("ec2:DescribeInstancs")),
    5,
  );

  const policies = performance.now();
  await catalogue.managedPolicy("AmazonS3ReadOnlyAccess");
  row("first AWS managed policy", performance.now() - policies, 60);
  row("an AWS managed policy after that", await median(() => catalogue.managedPolicy("ReadOnlyAccess")), 2);
  await catalogue.load(catalogue.services.map(({ prefix }) => prefix));
  row("memory with all services and managed policies", heap() - before, 60, "MiB");
  return rows;
}

async function median(work: (round: number) => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await work(round);
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[rounds >> 1] ?? 0;
}

/** Heap in use after a collection, MiB. */
function heap(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
