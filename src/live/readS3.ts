import { GetBucketLocationCommand, GetBucketPolicyCommand, GetObjectCommand } from "@aws-sdk/client-s3";
import type { S3Answer, S3Query } from "../core/livePort.ts";
import { optional } from "../core/optional.ts";
import { s3Client } from "./awsClient.ts";
import { inBucketRegion } from "./bucketRegion.ts";
import { call, type CallParts } from "./call.ts";
import type { Credentials } from "./credentials.ts";
import { parseAccessDeniedMessage } from "./failures/accessDeniedMessage.ts";
import type { Operation, Situation } from "./failures/problem.ts";
import type { Attempt, Run } from "./run.ts";

/** One reading call of S3, in the bucket's own region. */
export async function readS3(
  run: Run,
  query: S3Query,
  credentials: Credentials,
  situation: Omit<Situation, "at">,
): Promise<Attempt<S3Answer>> {
  const attempt = await inBucketRegion(run, query.bucket, (region) =>
    readIn(run, region, query, credentials, situation),
  );
  const note = attempt.kind === "failed" ? allowedAllTheSame(query, attempt.problem) : undefined;
  return note === undefined ? attempt : { kind: "ok", value: { note } };
}

async function readIn(
  run: Run,
  region: string,
  query: S3Query,
  credentials: Credentials,
  situation: Omit<Situation, "at">,
): Promise<Attempt<S3Answer>> {
  const here: Situation = {
    ...situation,
    at: { kind: "read" },
    bucket: query.bucket,
    s3Request: { action: query.action, resource: resourceOf(query, situation.callerArn) },
    region,
  };
  const attempt = await call(run, operationOf(query), here, (parts) =>
    send(run, region, query, credentials, parts),
  );
  if (attempt.kind !== "ok") return attempt;
  return { kind: "ok", value: optional("requestId", attempt.value.output.requestId) };
}

async function send(
  run: Run,
  region: string,
  query: S3Query,
  credentials: Credentials,
  parts: CallParts,
): Promise<{ readonly requestId: string | undefined }> {
  const client = s3Client({ ...run.request.plan.s3, region }, credentials, parts);
  const options = { abortSignal: parts.signal };
  const Bucket = query.bucket;
  switch (query.action) {
    case "s3:GetObject": {
      // One byte: HeadObject would be shorter still, but its refusals have no body that says why.
      const command = new GetObjectCommand({
        Bucket,
        Key: query.key,
        Range: "bytes=0-0",
        // An object may be a web page, which is otherwise taken for the answer of a proxy.
        ResponseContentType: "application/octet-stream",
      });
      return { requestId: (await client.send(command, options)).$metadata.requestId };
    }
    case "s3:GetBucketLocation":
      return {
        requestId: (await client.send(new GetBucketLocationCommand({ Bucket }), options)).$metadata.requestId,
      };
    case "s3:GetBucketPolicy":
      return {
        requestId: (await client.send(new GetBucketPolicyCommand({ Bucket }), options)).$metadata.requestId,
      };
  }
}

/**
 * Answers that are errors and still prove the permission, in words: S3 looks for the thing only after it has allowed
 * the call. To a caller who may not list the bucket, S3 says AccessDenied for an object that does not exist, and names
 * the action that is missing then: s3:ListBucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
function allowedAllTheSame(
  query: S3Query,
  problem: { readonly code: string; readonly message?: string },
): string | undefined {
  switch (problem.code) {
    case "NoSuchKey":
      return "There is no such object, which S3 says only to a caller who may read it.";
    case "InvalidRange":
      return "The object is empty.";
    case "NoSuchBucketPolicy":
      return "The bucket has no policy.";
    case "AccessDenied":
      return query.action === "s3:GetObject" &&
        parseAccessDeniedMessage(problem.message ?? "")?.action === "s3:ListBucket"
        ? "There is no such object. S3 refused to say so, since s3:ListBucket is not allowed."
        : undefined;
    default:
      return undefined;
  }
}

function operationOf(query: S3Query): Operation {
  switch (query.action) {
    case "s3:GetObject":
      return "GetObject";
    case "s3:GetBucketLocation":
      return "GetBucketLocation";
    case "s3:GetBucketPolicy":
      return "GetBucketPolicy";
  }
}

function resourceOf(query: S3Query, callerArn: string | undefined): string {
  const partition = /^arn:([\w-]+):/.exec(callerArn ?? "")?.[1] ?? "aws";
  // A bucket of another account is TENANT:NAME to Ceph; in an ARN the name stands alone.
  const bucket = `arn:${partition}:s3:::${query.bucket.replace(/^\d{12}:/, "")}`;
  return query.action === "s3:GetObject" ? `${bucket}/${query.key}` : bucket;
}
