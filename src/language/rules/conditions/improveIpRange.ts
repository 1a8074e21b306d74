import { replaceText } from "../../fixes/listEdits.ts";
import { parseIpRange } from "../../../core/text/ipRange.ts";
import { withoutHostBits } from "../readings/ipRange.ts";
import { readConditions } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const improveIpRange: StatementRule = {
  code: "IMPROVE_IP_RANGE",
  type: "suggestion",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "IP range with host bits",
  why: "Only the bits within the prefix count. An address with other bits set behind the prefix reads as if it were narrower than it is.",
  fix: "Write the first address of the range.",
  source: analyzerCheck("suggestion-improve-ip-range"),
  *check(statement) {
    for (const { written, values } of readConditions(statement)) {
      if (written.family !== "IpAddress") continue;
      for (const item of values.items) {
        const range = parseIpRange(item.value);
        const better = range === undefined ? undefined : withoutHostBits(range);
        if (better === undefined) continue;
        yield {
          span: item.span,
          message: `The bits behind the prefix do not count: the range is ${better}.`,
          fixes: [{ title: `Change to ${better}`, edits: [replaceText(item, better)], safe: true }],
        };
      }
    }
  },
};
