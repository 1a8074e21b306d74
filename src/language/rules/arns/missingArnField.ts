import { analyzerCheck, type StatementRule } from "../rule.ts";
import { resourceArns, resourceKinds } from "./resourceArns.ts";

export const missingArnField: StatementRule = {
  code: "MISSING_ARN_FIELD",
  type: "error",
  scope: "statement",
  kinds: resourceKinds,
  title: "ARN with too few fields",
  why: "An ARN has six fields, separated by colons: `arn:partition:service:region:account:resource`. Fields that a service does not use stay empty, but their colons stay. Only an ARN that ends with `*` may be shorter.",
  fix: "Add the missing fields.",
  source: analyzerCheck("error-missing-arn-field"),
  *check(statement) {
    for (const { text, count } of resourceArns(statement)) {
      if (count >= 6 || /[*>]$/.test(text.value)) continue;
      yield {
        span: text.span,
        message: `The ARN has ${count} of its 6 fields: arn:partition:service:region:account:resource.`,
      };
    }
  },
};
