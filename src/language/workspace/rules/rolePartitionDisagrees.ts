import type { CrossFileRule } from "../crossFileRule.ts";
import { differingArns } from "./roleArnDifference.ts";

export const rolePartitionDisagrees: CrossFileRule = {
  code: "ROLE_PARTITION_DISAGREES",
  type: "warning",
  kinds: ["trust", "identity", "bucket", "roleConfig"],
  title: "A role with another partition than its role config says",
  why: "An account belongs to one partition (`aws`, `aws-cn`, `aws-us-gov`, …). An ARN with another one names nobody, although account and name are right.",
  fix: "Write the partition as the role config has it, or correct it there.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
  check: (context) =>
    differingArns(
      context,
      "partition",
      (arn, file) => `${file} has it in another partition: ${arn}. An account belongs to one partition.`,
    ),
};
