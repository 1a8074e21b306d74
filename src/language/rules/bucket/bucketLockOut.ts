import { actionCovers } from "../../../core/policy/actionPattern.ts";
import { denies, namesEveryone } from "../readings/statement.ts";
import { type StatementRule } from "../rule.ts";

export const bucketLockOut: StatementRule = {
  code: "BUCKET_LOCK_OUT",
  type: "warning",
  scope: "statement",
  kinds: ["bucket"],
  title: "Nobody can change the bucket policy any more",
  why: "`Deny` for everyone without a condition also binds the administrators of the account. Once it covers the bucket policy itself only the root user can remove it.",
  fix: "Leave `s3:PutBucketPolicy` and `s3:DeleteBucketPolicy` out, or exempt the administrators with a condition on `aws:PrincipalArn`.",
  source: "https://repost.aws/knowledge-center/s3-accidentally-denied-access",
  *check(statement) {
    if (!denies(statement) || statement.conditions.length > 0 || !namesEveryone(statement.principal)) return;
    const item = statement.action?.items.find(
      ({ value }) =>
        actionCovers(value, "s3:PutBucketPolicy") || actionCovers(value, "s3:DeleteBucketPolicy"),
    );
    const both = ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy"].every((name) =>
      statement.action?.items.some(({ value }) => actionCovers(value, name)),
    );
    const onBucket = statement.resource?.items.some(
      ({ value }) =>
        value === "*" || /^arn:[^:]*:s3:::[^/]+$/.test(value) || /^arn:[^:]*:s3:::[^/]*\*$/.test(value),
    );
    if (item === undefined || !both || onBucket !== true) return;
    yield {
      span: item.span,
      message:
        "This denies everyone to change the bucket policy again, administrators too: only the root user could.",
    };
  },
};
