import type { Problem } from "./failures/problem.ts";
import type { Attempt, Run } from "./run.ts";

/**
 * Asks S3 about a bucket in the plan's region. Where S3 says that the bucket is in another region, asks there once and
 * reports the redirect.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/Redirects.html
 */
export async function inBucketRegion<T>(
  run: Run,
  bucket: string,
  ask: (region: string) => Promise<Attempt<T>>,
): Promise<Attempt<T>> {
  const { region } = run.request.plan.s3;
  const first = await ask(region);
  if (first.kind !== "failed") return first;
  const to = redirectRegion(first.problem, region);
  if (to === undefined) return first;
  run.step({ kind: "redirect", bucket, from: region, to });
  return ask(to);
}

/** The region to ask instead, where the problem names another one than was asked. */
export function redirectRegion(problem: Problem, asked: string): string | undefined {
  const redirected =
    problem.httpStatus === 301 ||
    problem.httpStatus === 307 ||
    /^(PermanentRedirect|TemporaryRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException)$/.test(
      problem.code,
    );
  if (!redirected) return undefined;
  const region = problem.bucketRegion ?? /expecting '([\w-]+)'/.exec(problem.message ?? "")?.[1];
  // It becomes a part of the host's name: nothing else may come with it.
  return region === undefined || region === asked || !/^[a-z\d-]+$/.test(region) ? undefined : region;
}
