import { ListBucketsCommand } from "@aws-sdk/client-s3";
import type { Endpoint } from "../core/profiles/model.ts";
import { s3Client } from "./awsClient.ts";
import { call } from "./call.ts";
import type { Credentials } from "./credentials.ts";
import type { Problem, Situation } from "./failures/problem.ts";
import type { Run } from "./run.ts";

/** True for a refusal that says neither which policy refused nor whether the keys were known. */
export function isRefusedWithoutReason(problem: Problem): boolean {
  return problem.code === "AccessDenied" && problem.message === undefined;
}

/**
 * Whether a server that gives no reasons and has no GetCallerIdentity (Ceph) accepts the keys at all: it lists their
 * owner's own buckets to every user. Undefined where even that stays open.
 */
export async function areKeysAccepted(
  run: Run,
  s3: Endpoint,
  credentials: Credentials,
  situation: Situation,
): Promise<boolean | undefined> {
  const attempt = await call(run, "ListBuckets", situation, (parts) =>
    s3Client(s3, credentials, parts).send(new ListBucketsCommand({}), { abortSignal: parts.signal }),
  );
  if (attempt.kind === "ok") return true;
  return attempt.kind === "failed" && attempt.problem.httpStatus === 403 ? false : undefined;
}
