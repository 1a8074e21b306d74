import type { CrossFileRule } from "../crossFileRule.ts";
import { differingArns } from "./roleArnDifference.ts";

export const roleNameCaseDisagrees: CrossFileRule = {
  code: "ROLE_NAME_CASE_DISAGREES",
  type: "warning",
  kinds: ["trust", "identity", "bucket", "roleConfig"],
  title: "A role in another case than its role config says",
  why: "No two names of an account differ in case alone, but policies compare ARNs with their case: one of the two spellings matches nobody.",
  fix: "Write the name as the role config has it, or correct it there.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  check: (context) =>
    differingArns(
      context,
      "name",
      (arn, file) => `${file} writes it ${arn}: policies compare names with their case.`,
    ),
};
