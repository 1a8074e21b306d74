import { innerSpan } from "../readings/innerSpan.ts";
import { isRegionCode, nearestRegion } from "../readings/region.ts";
import { isOpen } from "../readings/resourceArn.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";
import { resourceArns, resourceKinds } from "./resourceArns.ts";

export const invalidArnRegion: StatementRule = {
  code: "INVALID_ARN_REGION",
  type: "error",
  scope: "statement",
  kinds: resourceKinds,
  title: "Not a region in an ARN",
  why: "The fourth field of an ARN is a region code such as `eu-west-1`, a pattern, or empty. New regions are accepted: only the form is judged.",
  fix: "Write the region's code.",
  source: analyzerCheck("error-invalid-arn-region"),
  *check(statement, { text }) {
    for (const arn of resourceArns(statement)) {
      const region = arn.fields.region;
      if (region === undefined || arn.count < 6 || region.value === "") continue;
      if (isOpen(region.value) || isRegionCode(region.value) || /^[A-Z][A-Z0-9_-]*$/.test(region.value))
        continue;
      const meant = nearestRegion(region.value);
      const span = innerSpan(text, arn.text, region.start, region.end);
      yield {
        span,
        message: `'${region.value}' is no region code: these look like eu-west-1.`,
        fixes:
          meant === undefined || span === arn.text.span
            ? []
            : [{ title: `Change to ${meant}`, edits: [{ span, newText: meant }], safe: false }],
      };
    }
  },
};
