import type { CrossFileRule } from "../crossFileRule.ts";
import { reportGaps, wanted } from "./gapReport.ts";

export const roleLacksBucketAction: CrossFileRule = {
  code: "ROLE_LACKS_BUCKET_ACTION",
  type: "warning",
  kinds: ["bucket", "roleConfig"],
  title: "A bucket is opened to a role whose own policies do not allow it",
  why: "Between two accounts both sides must allow: the bucket policy of the owner, and the policies of the role. Those that the workspace has for the role do not allow what the bucket policy grants. In one account one of the two is enough.",
  fix: "Allow the actions in a policy of the role, or take the role out of the bucket policy.",
  source:
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html",
  check: (context) =>
    reportGaps(
      context,
      "role",
      "all",
      (gap, where) => `No policy of ${gap.name} allows ${wanted(gap)}: add it in ${where}.`,
    ),
};
