import type { Text } from "../../../core/policy/model.ts";
import { isPrivateRange, parseIpRange } from "../readings/ipRange.ts";
import { conditionsOn, type ReadCondition } from "../readings/statement.ts";
import type { Report, StatementRule } from "../rule.ts";

/**
 * Rows on `aws:SourceIp` with private ranges: what four rules have in common. `all` says whether every value is
 * private or only some are.
 */
export function privateSourceIp(
  base: "IpAddress" | "NotIpAddress",
  all: boolean,
  report: (condition: ReadCondition, found: readonly Text[]) => Iterable<Report>,
): StatementRule["check"] {
  return function* check(statement): Iterable<Report> {
    for (const condition of conditionsOn(statement, "aws:SourceIp")) {
      if (condition.written.base !== base) continue;
      const { items } = condition.values;
      const found = items.filter(({ value }) => {
        const range = parseIpRange(value);
        return range !== undefined && isPrivateRange(range);
      });
      if (found.length > 0 && (found.length === items.length) === all) yield* report(condition, found);
    }
  };
}
