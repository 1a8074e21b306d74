import { nearestName } from "../../../core/text/nearest.ts";
import { innerSpan } from "../readings/innerSpan.ts";
import { isOpen } from "../readings/resourceArn.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";
import { resourceArns, resourceKinds } from "./resourceArns.ts";

/** For suggestions only. Any name that begins like a partition of AWS is accepted: there are new ones. */
const known = ["aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"];

export const invalidPartition: StatementRule = {
  code: "INVALID_PARTITION",
  type: "error",
  scope: "statement",
  kinds: resourceKinds,
  title: "Not a partition",
  why: "The second field of an ARN is the partition: `aws`, `aws-cn`, `aws-us-gov` and others that begin with `aws-`. An ARN with another word there matches nothing.",
  fix: "Write the partition of your account.",
  source: analyzerCheck("error-invalid-partition"),
  *check(statement, { text }) {
    for (const arn of resourceArns(statement)) {
      const partition = arn.fields.partition;
      if (partition === undefined || arn.count < 6 || isOpen(partition.value)) continue;
      if (/^aws(?:-[a-z0-9]+)*$/.test(partition.value)) continue;
      const span = innerSpan(text, arn.text, partition.start, partition.end);
      const meant = partition.value === "" ? "aws" : nearestName(partition.value, known);
      yield {
        span: partition.value === "" ? arn.text.span : span,
        message:
          partition.value === ""
            ? "The ARN has no partition: write aws, or that of your account."
            : `'${partition.value}' is no partition: aws, aws-cn, aws-us-gov and the like are.`,
        fixes:
          meant === undefined || span === arn.text.span
            ? []
            : [{ title: `Change to ${meant}`, edits: [{ span, newText: meant }], safe: false }],
      };
    }
  },
};
