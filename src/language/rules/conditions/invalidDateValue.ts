import { replaceText } from "../../fixes/listEdits.ts";
import { readConditions } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const invalidDateValue: StatementRule = {
  code: "INVALID_DATE_VALUE",
  type: "warning",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Date as a number of seconds",
  why: "A date can be written as seconds since 1970, but no reader sees what it means, and it may not be the moment that you expect.",
  fix: "Write the date as `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ssZ`.",
  source: analyzerCheck("general-warning-invalid-date-value"),
  *check(statement) {
    for (const { written, values, key } of readConditions(statement)) {
      // aws:EpochTime is a number of seconds by its nature.
      if (written.family !== "Date" || key.value.toLowerCase() === "aws:epochtime") continue;
      for (const item of values.items) {
        if (!/^\s*\d{5,12}(?:\.\d+)?\s*$/.test(item.value)) continue;
        const date = new Date(Number(item.value) * 1000).toISOString().replace(/\.000Z$/, "Z");
        yield {
          span: item.span,
          message: `'${item.value}' counts seconds since 1970: it is ${date}.`,
          fixes: [{ title: `Change to ${date}`, edits: [replaceText(item, date)], safe: true }],
        };
      }
    }
  },
};
