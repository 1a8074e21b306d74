import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const invalidConditionKeyFormat: StatementRule = {
  code: "INVALID_CONDITION_KEY_FORMAT",
  type: "error",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Condition key without a service",
  why: "A condition key is `service:name`, such as `aws:SourceIp` or `s3:prefix`. AWS refuses anything else.",
  fix: "Write the prefix of the service, a colon and the name.",
  source: analyzerCheck("error-invalid-condition-key-format"),
  *check({ conditions }, { catalogue }) {
    for (const { key } of conditions) {
      if (/^[^\s:]+:[^\s:]/.test(key.value) || key.value.includes("<")) continue;
      const global = catalogue.globalKey(`aws:${key.value}`);
      yield {
        span: key.span,
        message: `'${key.value}' is no condition key: a key is service:name.`,
        fixes:
          global === undefined
            ? []
            : [
                {
                  title: `Change to aws:${key.value}`,
                  edits: [{ span: key.span, newText: JSON.stringify(`aws:${key.value}`) }],
                  safe: false,
                },
              ],
      };
    }
  },
};
