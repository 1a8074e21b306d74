import { innerSpan } from "../readings/innerSpan.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";
import { resourceArns, resourceKinds } from "./resourceArns.ts";

export const invalidArnServiceCase: StatementRule = {
  code: "INVALID_ARN_SERVICE_CASE",
  type: "error",
  scope: "statement",
  kinds: resourceKinds,
  title: "Service of an ARN in upper case",
  why: "The service in an ARN is written in lower case. ARNs are compared letter by letter, so another case matches nothing.",
  fix: "Write the service in lower case.",
  source: analyzerCheck("error-invalid-arn-service-case"),
  *check(statement, { text }) {
    for (const arn of resourceArns(statement)) {
      const service = arn.fields.service;
      if (service === undefined || !/^[A-Za-z0-9-]*[A-Z]/.test(service.value)) continue;
      const span = innerSpan(text, arn.text, service.start, service.end);
      const lower = service.value.toLowerCase();
      yield {
        span,
        message: `The service of an ARN is written in lower case: ${lower}.`,
        fixes:
          span === arn.text.span
            ? []
            : [{ title: `Change to ${lower}`, edits: [{ span, newText: lower }], safe: true }],
      };
    }
  },
};
