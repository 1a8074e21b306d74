import type { CrossFileRule } from "../crossFileRule.ts";
import { reportGaps, wanted } from "./gapReport.ts";

export const bucketLevelMissing: CrossFileRule = {
  code: "BUCKET_LEVEL_MISSING",
  type: "warning",
  kinds: ["identity", "bucket", "roleConfig"],
  title: "Both sides allow objects, one side forgets the bucket",
  why: "Reading and writing objects is allowed on `arn:aws:s3:::BUCKET/*`, listing them and asking for the region on `arn:aws:s3:::BUCKET`. Role and bucket agree on the objects; the statement on the bucket itself is missing on one side, so that `aws s3 ls` fails.",
  fix: "Add the statement on the bucket to the other side.",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html",
  check: (context) =>
    reportGaps(
      context,
      undefined,
      "bucketLevel",
      (gap, where) =>
        `${where} allows ${gap.name} objects of ${gap.bucket} only: ${wanted(gap)} needs both sides.`,
    ),
};
