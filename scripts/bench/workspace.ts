import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Catalogue } from "../../src/core/catalogue/catalogue.ts";
import { defaultSettings } from "../../src/language/diagnostics/settings.ts";
import { CrossFileDiagnosis } from "../../src/language/workspace/crossFileDiagnosis.ts";
import type { WorkspaceFile } from "../../src/language/workspace/indexedFile.ts";
import { WorkspaceIndex } from "../../src/language/workspace/workspaceIndex.ts";
import { root } from "../repository.ts";
import type { BenchRow } from "./row.ts";

const rounds = 60;
/** Documents that are open in an editor. */
const open = 40;

/**
 * Workspaces of policies that name each other, all in two accounts and with a role config for every three of them: the
 * first reading, and one edit with everything that has to be judged again after it. The edit changes the accounts' own
 * role in the middle of the workspace.
 */
export async function benchWorkspace(): Promise<BenchRow[]> {
  const catalogue = await Catalogue.open({ read: (name) => readFile(join(root, "data", name), "utf8") });
  const rows: BenchRow[] = [];
  for (const policies of [200, 2_000]) {
    const files = workspaceOf(policies);
    const start = performance.now();
    const index = new WorkspaceIndex();
    for (const file of files) index.update(file);
    const first = performance.now() - start;
    const diagnosis = new CrossFileDiagnosis(index, catalogue);
    const judgeStart = performance.now();
    for (const { path } of files) await diagnosis.judge(path, defaultSettings);
    const judged = performance.now() - judgeStart;
    for (const { path } of files.slice(open)) diagnosis.forget(path);
    const shown = `${policies.toLocaleString("en")} policies`;
    const [config, trust] = files.slice(open / 2);
    if (trust === undefined || config === undefined) throw new Error("There are no files.");
    rows.push(
      { name: `workspace read, ${shown}`, ours: first, unit: "ms" },
      { name: `every file of it judged, ${shown}`, ours: judged, unit: "ms" },
      { name: `one edit of a policy, ${shown}`, ours: await edits(index, diagnosis, trust), unit: "ms" },
      {
        name: `one edit of a role config, ${shown}`,
        ours: await edits(index, diagnosis, config),
        unit: "ms",
      },
    );
  }
  return rows;
}

/** A chain with a bucket in another account: a role config, a trust policy, what the role may do, a bucket policy. */
function workspaceOf(policies: number): WorkspaceFile[] {
  return Array.from({ length: Math.round(policies / 3) }, (_, chain) => {
    const caller = "arn:aws:iam::210123456780:role/Deployment";
    const role = `arn:aws:iam::310123456780:role/team/Reader${chain}`;
    const bucket = `arn:aws:s3:::data-bucket-${chain}`;
    const place = (name: string) => `/policies/chain${chain}/${name}`;
    const file = (name: string, kind: WorkspaceFile["kind"], value: unknown): WorkspaceFile => ({
      uri: `file://${place(name)}`,
      path: place(name),
      kind,
      text: JSON.stringify(value, null, 2),
    });
    const allow = (actions: readonly string[], more: object) => ({
      Effect: "Allow",
      Action: actions,
      ...more,
    });
    const statements = (principal: object) => [
      allow(["s3:ListBucket", "s3:GetBucketLocation"], { ...principal, Resource: bucket }),
      allow(["s3:GetObject", "s3:PutObject"], { ...principal, Resource: `${bucket}/*` }),
    ];
    const policy = (...Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });
    return [
      file("chain.assume-role.json", "roleConfig", {
        version: 1,
        caller: { principal: caller },
        hops: [
          { roleArn: role, trustPolicy: "reader.trust-policy.json", policies: ["reader.inline-policy.json"] },
        ],
        buckets: [
          { name: `data-bucket-${chain}`, account: "410123456780", policy: "data.bucket-policy.json" },
        ],
      }),
      file(
        "reader.trust-policy.json",
        "trust",
        policy(allow(["sts:AssumeRole"], { Principal: { AWS: caller } })),
      ),
      file("reader.inline-policy.json", "identity", policy(...statements({}))),
      file("data.bucket-policy.json", "bucket", policy(...statements({ Principal: { AWS: role } }))),
    ];
  }).flat();
}

/** The median of an edit: the index takes the text, and what looked where it changed something is judged again. */
async function edits(
  index: WorkspaceIndex,
  diagnosis: CrossFileDiagnosis,
  file: WorkspaceFile,
): Promise<number> {
  const all: number[] = [];
  for (let round = 0; round < rounds + 10; round++) {
    const start = performance.now();
    const changed = index.update({ ...file, text: `${file.text}${" ".repeat(round % 2 === 0 ? 1 : 2)}` });
    for (const path of new Set([file.path, ...diagnosis.outdated(changed)])) {
      await diagnosis.judge(path, defaultSettings);
    }
    if (round >= 10) all.push(performance.now() - start);
  }
  all.sort((a, b) => a - b);
  return all[all.length >> 1] ?? 0;
}
