import { analyzerCheck, type StatementRule } from "../rule.ts";
import { notAllowedField } from "./notAllowedField.ts";
import { resourceKinds } from "./resourceArns.ts";

export const arnRegionNotAllowed: StatementRule = {
  code: "ARN_REGION_NOT_ALLOWED",
  type: "error",
  scope: "statement",
  kinds: resourceKinds,
  title: "Region in an ARN that has none",
  why: "ARNs of global services, such as IAM, and of S3 buckets have no region. With a region in it the ARN matches nothing.",
  fix: "Leave the region empty: `arn:aws:iam::111122223333:role/NAME`.",
  source: analyzerCheck("error-arn-region-not-allowed"),
  check: notAllowedField(
    "region",
    (service) => `This ARN of ${service} has no region: leave the field empty.`,
  ),
};
