import { findPlaceholders } from "../../../core/placeholder.ts";
import { isOpen } from "../readings/resourceArn.ts";
import { conditionsOn } from "../readings/statement.ts";
import type { Report, StatementRule } from "../rule.ts";

/** Values of a key that are no ids of the form `PREFIX-` and 8 or 17 characters. */
export function wrongIds(key: string, prefix: string): StatementRule["check"] {
  const shape = new RegExp(`^${prefix}-(?:[0-9a-z]{8}|[0-9a-z]{17})$`);
  return function* check(statement): Iterable<Report> {
    for (const { written, values } of conditionsOn(statement, key)) {
      if (written.family !== "String") continue;
      for (const item of values.items) {
        if (shape.test(item.value) || isOpen(item.value) || findPlaceholders(item.value).length > 0) continue;
        yield {
          span: item.span,
          message: `'${item.value}' is no id for ${key}: ${prefix}- and 8 or 17 letters and digits.`,
        };
      }
    }
  };
}
