import { analyzerCheck, type StatementRule } from "../rule.ts";
import { notAllowedField } from "./notAllowedField.ts";
import { resourceKinds } from "./resourceArns.ts";

export const arnAccountNotAllowed: StatementRule = {
  code: "ARN_ACCOUNT_NOT_ALLOWED",
  type: "error",
  scope: "statement",
  kinds: resourceKinds,
  title: "Account in an ARN that has none",
  why: "ARNs of some resources have no account, such as those of S3 buckets, whose names are unique by themselves. With an account in it the ARN matches nothing.",
  fix: "Leave the account empty: `arn:aws:s3:::BUCKET`. To limit access to buckets of an account, use the condition key `aws:ResourceAccount`.",
  source: analyzerCheck("error-arn-account-not-allowed"),
  check: notAllowedField(
    "account",
    (service) => `This ARN of ${service} has no account: leave the field empty.`,
  ),
};
