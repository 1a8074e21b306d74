import { removeCondition } from "../../fixes/conditionEdits.ts";
import { readConditions, type ReadCondition } from "../readings/statement.ts";
import type { Report, StatementRule } from "../rule.ts";

/** Rows with an empty array: what the four rules on them have in common. */
export function emptyArrays(
  applies: (condition: ReadCondition) => boolean,
  message: (key: string) => string,
): StatementRule["check"] {
  return function* check(statement, { text }): Iterable<Report> {
    for (const condition of readConditions(statement)) {
      const { values, key } = condition;
      // Values of a wrong JSON type are not in the model; their array is not empty.
      if (!/^\[\s*\]$/.test(text.slice(values.span.start, values.span.end)) || !applies(condition)) continue;
      const edits = removeCondition(text, statement, condition);
      yield {
        span: values.span,
        message: message(key.value),
        fixes:
          edits === undefined ? [] : [{ title: `Remove the condition on ${key.value}`, edits, safe: false }],
      };
    }
  };
}
