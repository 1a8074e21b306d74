import { contentSpan } from "../readings/innerSpan.ts";
import { isRegionCode, nearestRegion } from "../readings/region.ts";
import { isOpen } from "../readings/resourceArn.ts";
import { conditionsOn } from "../readings/statement.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const invalidRegion: StatementRule = {
  code: "INVALID_REGION",
  type: "error",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Not a region code",
  why: "`aws:RequestedRegion` is a region code such as `eu-west-1`. Anything else never matches. New regions are accepted: only the form is judged.",
  fix: "Write the region's code.",
  source: analyzerCheck("error-invalid-region"),
  *check(statement, { text }) {
    for (const { written, values } of conditionsOn(statement, "aws:RequestedRegion", "ec2:Region")) {
      if (written.family !== "String") continue;
      for (const item of values.items) {
        if (isOpen(item.value) || isRegionCode(item.value)) continue;
        const meant = nearestRegion(item.value);
        yield {
          span: contentSpan(text, item),
          message: `'${item.value}' is no region code: these look like eu-west-1.`,
          fixes:
            meant === undefined
              ? []
              : [{ title: `Change to ${meant}`, edits: [replaceText(item, meant)], safe: false }],
        };
      }
    }
  },
};
