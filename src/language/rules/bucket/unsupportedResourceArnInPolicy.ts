import { innerSpan } from "../readings/innerSpan.ts";
import { resourceArns } from "../arns/resourceArns.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const unsupportedResourceArnInPolicy: StatementRule = {
  code: "UNSUPPORTED_RESOURCE_ARN_IN_POLICY",
  type: "error",
  scope: "statement",
  kinds: ["bucket"],
  title: "ARN of another service in a bucket policy",
  why: "A bucket policy is about its bucket and the objects in it. S3 refuses the ARN of anything else.",
  fix: "Write `arn:aws:s3:::BUCKET` or `arn:aws:s3:::BUCKET/*`.",
  source: analyzerCheck("error-unsupported-resource-arn-in-policy"),
  *check(statement, { text }) {
    for (const arn of resourceArns(statement)) {
      const service = arn.fields.service;
      if (service === undefined || arn.count < 6 || !/^[a-z0-9-]+$/.test(service.value)) continue;
      if (service.value.startsWith("s3")) continue;
      yield {
        span: innerSpan(text, arn.text, 0, arn.text.value.length),
        message: `A bucket policy is about its bucket and objects, not about a resource of ${service.value}.`,
      };
    }
  },
};
