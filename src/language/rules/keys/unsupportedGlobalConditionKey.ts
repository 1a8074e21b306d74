import { replaceText } from "../../fixes/listEdits.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const unsupportedGlobalConditionKey: StatementRule = {
  code: "UNSUPPORTED_GLOBAL_CONDITION_KEY",
  type: "error",
  scope: "statement",
  reads: "Condition",
  kinds: ["trust", "bucket", "rcp"],
  title: "aws:ARN in a policy on a resource",
  why: "`aws:ARN` is not supported. `aws:PrincipalArn` is the caller, `aws:SourceArn` the resource for which a service calls.",
  fix: "Use `aws:PrincipalArn` or `aws:SourceArn`.",
  source: analyzerCheck("error-unsupported-global-condition-key"),
  *check(statement) {
    for (const { key } of statement.conditions) {
      if (key.value.toLowerCase() !== "aws:arn") continue;
      yield {
        span: key.span,
        message: "aws:ARN is not supported: use aws:PrincipalArn or aws:SourceArn.",
        fixes: ["aws:PrincipalArn", "aws:SourceArn"].map((name) => ({
          title: `Change to ${name}`,
          edits: [replaceText(key, name)],
          safe: false,
        })),
      };
    }
  },
};
