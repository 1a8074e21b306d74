import { ListObjectsV2Command, type ListObjectsV2CommandOutput } from "@aws-sdk/client-s3";
import type { BucketPage, ListQuery } from "../core/livePort.ts";
import { optional } from "../core/optional.ts";
import { s3Client } from "./awsClient.ts";
import { call, malformed } from "./call.ts";
import type { Credentials } from "./credentials.ts";
import { inBucketRegion } from "./bucketRegion.ts";
import type { Situation } from "./failures/problem.ts";
import type { Attempt, Run } from "./run.ts";

/** As many as S3 gives at once. */
const PAGE = 1000;

/** One page of what `aws s3 ls` shows. */
export function listBucket(
  run: Run,
  query: ListQuery,
  credentials: Credentials,
  situation: Omit<Situation, "at">,
): Promise<Attempt<BucketPage>> {
  return inBucketRegion(run, query.bucket, (region) => listIn(run, region, query, credentials, situation));
}

async function listIn(
  run: Run,
  region: string,
  query: ListQuery,
  credentials: Credentials,
  situation: Omit<Situation, "at">,
): Promise<Attempt<BucketPage>> {
  const here: Situation = { ...situation, at: { kind: "list" }, bucket: query.bucket, region };
  const attempt = await call(run, "ListObjectsV2", here, (parts) =>
    s3Client({ ...run.request.plan.s3, region }, credentials, parts).send(
      new ListObjectsV2Command({
        Bucket: query.bucket,
        Prefix: query.prefix,
        Delimiter: "/",
        MaxKeys: PAGE,
        // A key may hold characters that XML cannot.
        EncodingType: "url",
        ...optional("ContinuationToken", query.continuationToken),
      }),
      { abortSignal: parts.signal },
    ),
  );
  if (attempt.kind !== "ok") return attempt;
  const { output, exchanges } = attempt.value;
  // What is no list at all parses into an empty one.
  if (output.Name === undefined && output.IsTruncated === undefined)
    return { kind: "failed", problem: malformed("ListObjectsV2", exchanges), situation: here };
  return { kind: "ok", value: pageOf(output, query, region) };
}

function pageOf(output: ListObjectsV2CommandOutput, query: ListQuery, region: string): BucketPage {
  const decode = output.EncodingType === "url" ? decodeKey : (key: string): string => key;
  const { requestId } = output.$metadata;
  return {
    bucket: query.bucket,
    region,
    prefix: query.prefix,
    commonPrefixes: (output.CommonPrefixes ?? []).flatMap(({ Prefix }) =>
      Prefix === undefined ? [] : [decode(Prefix)],
    ),
    objects: (output.Contents ?? []).flatMap(({ Key, Size, LastModified }) =>
      Key === undefined || LastModified === undefined
        ? []
        : [{ key: decode(Key), size: Size ?? 0, lastModified: LastModified.toISOString() }],
    ),
    ...optional("continuationToken", output.NextContinuationToken),
    ...optional("requestId", requestId),
  };
}

/** S3 writes a blank as `+`, other servers as `%20`; a literal plus is `%2B` in both. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll("+", " "));
  } catch {
    return key;
  }
}
