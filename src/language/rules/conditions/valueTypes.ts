import type { OperatorFamily } from "../readings/operator.ts";
import { readConditions } from "../readings/statement.ts";
import type { Report, StatementRule } from "../rule.ts";

/** Values that an operator of one family can never match: what the rules TYPE_MISMATCH_… have in common. */
export function wrongValues(
  families: readonly OperatorFamily[],
  message: (operator: string, value: string) => string,
): StatementRule["check"] {
  return function* check(statement): Iterable<Report> {
    for (const { written, values } of readConditions(statement)) {
      if (!families.includes(written.family)) continue;
      for (const item of values.items) {
        // Variables and placeholders have rules of their own.
        if (written.accepts(item.value) || /\$\{|<[A-Za-z]/.test(item.value)) continue;
        yield { span: item.span, message: message(written.base, item.value) };
      }
    }
  };
}
