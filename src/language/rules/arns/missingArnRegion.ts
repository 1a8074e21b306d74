import { innerSpan } from "../readings/innerSpan.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";
import { formatFields, resourceArns, resourceKinds, typesOfArn } from "./resourceArns.ts";

export const missingArnRegion: StatementRule = {
  code: "MISSING_ARN_REGION",
  type: "error",
  scope: "statement",
  kinds: resourceKinds,
  title: "ARN without its region",
  why: "ARNs of regional services name a region. With the field empty the ARN matches nothing.",
  fix: "Write the region, or `*` for every region.",
  source: analyzerCheck("error-missing-arn-region"),
  *check(statement, { text, catalogue }) {
    for (const arn of resourceArns(statement)) {
      const { region } = arn.fields;
      const service = arn.fields.service?.value ?? "";
      if (arn.count < 6 || region?.value !== "") continue;
      const types = typesOfArn(catalogue, arn);
      const expected = types === undefined ? [] : formatFields(types, "region", service);
      if (expected.length === 0 || expected.some((part) => !part.includes("${"))) continue;
      const span = innerSpan(text, arn.text, region.start, region.end);
      yield {
        span: arn.text.span,
        message: `ARNs of ${service} name a region: with the field empty this one matches nothing.`,
        fixes:
          span === arn.text.span
            ? []
            : [{ title: "Write * for every region", edits: [{ span, newText: "*" }], safe: false }],
      };
    }
  },
};
