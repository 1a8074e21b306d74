import type { Text } from "../../../core/policy/model.ts";
import { parseIpRange } from "../../../core/text/ipRange.ts";
import { removeItems } from "../../fixes/listEdits.ts";
import { isPrivateRange } from "../readings/ipRange.ts";
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

/** Rows of which only some ranges are private: each is reported in place, and the fix removes all of them. */
export function somePrivateSourceIps(
  base: "IpAddress" | "NotIpAddress",
  effect: "never matches" | "exempts nobody",
): StatementRule["check"] {
  return function* check(statement, context): Iterable<Report> {
    yield* privateSourceIp(base, false, function* ({ values }, found) {
      const edits = removeItems(
        context.text,
        values,
        new Set(found.map((item) => values.items.indexOf(item))),
      );
      for (const item of found) {
        yield {
          span: item.span,
          message: `aws:SourceIp is a public address: the private ${item.value} ${effect}.`,
          fixes: edits === undefined ? [] : [{ title: "Remove the private ranges", edits, safe: true }],
        };
      }
    })(statement, context);
  };
}
