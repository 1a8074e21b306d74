import * as vscode from "vscode";
import type { BucketPage } from "../../core/livePort.ts";
import { prepareRun, runAndReport, subjectOf, type PreparedRun } from "../liveChecks/liveCommand.ts";
import type { LiveParts } from "../liveChecks/liveParts.ts";
import { profileOfArgument } from "../views/profileArgument.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** Lists a bucket that the open document names, with the session of its chain, as `aws s3 ls` shows it. */
export async function run({ machine }: MachineWorkbench, argument: unknown): Promise<void> {
  const parts = await machine.live();
  const subject = await subjectOf(parts, profileOfArgument(argument)?.name);
  const bucket = await parts.questions.bucket(subject.target);
  if (bucket === undefined) return;
  const name = await parts.questions.fill(bucket.bucket);
  const prefix = await parts.questions.fill(bucket.prefix);
  if (name === undefined || prefix === undefined) return;
  const prepared = await prepareRun(parts, subject, bucket);
  if (prepared !== undefined) await listPage(parts, prepared, { bucket: name, prefix }, []);
}

async function listPage(
  parts: LiveParts,
  prepared: PreparedRun,
  query: { readonly bucket: string; readonly prefix: string },
  before: readonly BucketPage[],
): Promise<void> {
  const continuationToken = before.at(-1)?.continuationToken;
  await runAndReport(
    parts,
    prepared,
    vscode.l10n.t("List S3 Bucket {0}", query.bucket),
    (live, request) =>
      live.listBucket(request, {
        ...query,
        ...(continuationToken === undefined ? {} : { continuationToken }),
      }),
    (page) => ({ kind: "listing", pages: [...before, page] }),
    (page) =>
      page.continuationToken === undefined
        ? undefined
        : () => listPage(parts, prepared, query, [...before, page]),
  );
}
