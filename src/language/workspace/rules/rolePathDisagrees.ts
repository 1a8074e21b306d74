import type { CrossFileRule } from "../crossFileRule.ts";
import { differingArns } from "./roleArnDifference.ts";

export const rolePathDisagrees: CrossFileRule = {
  code: "ROLE_PATH_DISAGREES",
  type: "warning",
  kinds: ["trust", "identity", "bucket", "roleConfig"],
  title: "A role with another path than its role config says",
  why: "The path is a part of a role's ARN (`role/service-role/NAME`). Without it, or with another one, the ARN matches nobody, although account and name are right. The ARN of a session never shows the path.",
  fix: "Write the path as the role config has it, or correct it there.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
  check: (context) =>
    differingArns(context, "path", (arn, file) => `${file} has it under another path: ${arn}.`),
};
