import { namesEveryone, allows, memberNamed, readConditions } from "../readings/statement.ts";
import { parseIpRange } from "../../../core/text/ipRange.ts";
import { type StatementRule } from "../rule.ts";

/**
 * Keys that make a statement for everyone non-public where they name fixed values.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
const narrowing: readonly string[] = [
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalservicename",
  "aws:principalisawsservice",
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpcarn",
  "aws:sourcevpce",
  "aws:vpceaccount",
  "aws:vpceorgid",
  "aws:vpceorgpaths",
  "aws:userid",
  "s3:x-amz-server-side-encryption-aws-kms-key-id",
  "s3:dataaccesspointarn",
  "s3:dataaccesspointaccount",
];

export const publicBucket: StatementRule = {
  code: "PUBLIC_BUCKET",
  type: "securityWarning",
  scope: "statement",
  kinds: ["bucket"],
  title: "Bucket open to everyone",
  why: "`Allow` for `*` without a condition that S3 takes as a limit makes the bucket public, for anonymous callers too. Where Block Public Access is on, S3 refuses the policy.",
  fix: "Name the principals, or add a condition on `aws:PrincipalOrgID`, `aws:SourceVpce`, `aws:SourceArn` or another of the keys that S3 documents.",
  source:
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status",
  *check(statement) {
    const { principal } = statement;
    if (principal === undefined || !allows(statement) || !namesEveryone(principal)) return;
    const limited = readConditions(statement).some(({ key, written, values }) => {
      if (written.negated || written.ifExists || written.family === "Null" || written.set === "ForAllValues")
        return false;
      const name = key.value.toLowerCase();
      if (name === "aws:sourceip") {
        return values.items.every(({ value }) => {
          const range = parseIpRange(value);
          return range !== undefined && range.prefix >= (range.words.length === 2 ? 8 : 32);
        });
      }
      return narrowing.includes(name) || name.startsWith("aws:principaltag/");
    });
    if (limited) return;
    yield {
      span: memberNamed(statement.members, "Principal")?.valueSpan ?? principal.span,
      message: "This allows everyone, anonymous callers too: no condition here limits who.",
    };
  },
};
