import type { CrossFileRule } from "../crossFileRule.ts";
import { reportGaps, wanted } from "./gapReport.ts";

export const bucketPolicyLacksRole: CrossFileRule = {
  code: "BUCKET_POLICY_LACKS_ROLE",
  type: "warning",
  kinds: ["identity", "roleConfig"],
  title: "A bucket of another account does not let the role in",
  why: "Between two accounts both sides must allow: the policies of the role, and the bucket policy of the owner. The bucket policy that the workspace has does not allow the role what its own policy grants.",
  fix: "Allow the role in the bucket policy, or take the bucket out of this policy.",
  source:
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html",
  check: (context) =>
    reportGaps(
      context,
      "bucket",
      "all",
      (gap, where) =>
        `The policy of ${gap.bucket} does not allow ${gap.name} ${wanted(gap)}: add it in ${where}.`,
    ),
};
