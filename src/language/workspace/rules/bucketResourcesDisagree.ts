import type { CrossFileRule } from "../crossFileRule.ts";
import { reportGaps, wanted } from "./gapReport.ts";

export const bucketResourcesDisagree: CrossFileRule = {
  code: "BUCKET_RESOURCES_DISAGREE",
  type: "warning",
  kinds: ["identity", "bucket", "roleConfig"],
  title: "Role and bucket allow the action on different resources",
  why: "Between two accounts both sides must allow the same action on the same object. Here both name the action, but the resources do not meet: another prefix, or the bucket (`arn:aws:s3:::BUCKET`) on one side and its objects (`arn:aws:s3:::BUCKET/*`) on the other.",
  fix: "Name the same resources on both sides.",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-arn-format.html",
  check: (context) =>
    reportGaps(
      context,
      undefined,
      "otherResources",
      (gap, where) =>
        `${where} allows ${gap.side === "role" ? gap.name : `${gap.name} on ${gap.bucket}`} the same on other resources only: ${wanted(gap)} needs both sides.`,
    ),
};
