import type { ReadCondition } from "../readings/statement.ts";
import { readConditions } from "../readings/statement.ts";
import type { Report, StatementRule } from "../rule.ts";

/** Rows with an empty array: what the four rules on them have in common. */
export function emptyArrays(
  applies: (condition: ReadCondition) => boolean,
  message: (key: string) => string,
): StatementRule["check"] {
  return function* check(statement): Iterable<Report> {
    for (const condition of readConditions(statement)) {
      const { values, key } = condition;
      if (values.single || values.items.length > 0 || !applies(condition)) continue;
      // Items of a wrong JSON type are not in the model; their array is not empty.
      if (values.span.end - values.span.start > 2 && !condition.written.base) continue;
      yield { span: values.span, message: message(key.value) };
    }
  };
}
