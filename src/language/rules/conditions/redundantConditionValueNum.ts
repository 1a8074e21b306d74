import { removeItems } from "../../fixes/listEdits.ts";
import { readConditions } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const redundantConditionValueNum: StatementRule = {
  code: "REDUNDANT_CONDITION_VALUE_NUM",
  type: "suggestion",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Several limits where one counts",
  why: "The values of a condition are alternatives. Of several upper limits only the greatest counts, of several lower limits only the least.",
  fix: "Keep the one that counts.",
  source: analyzerCheck("suggestion-redundant-condition-value-num"),
  *check(statement, { text }) {
    for (const { written, values, key } of readConditions(statement)) {
      const { items } = values;
      if (!/^Numeric(?:Less|Greater)Than/.test(written.base) || items.length < 2) continue;
      const numbers = items.map(({ value }) => Number(value.trim() === "" ? NaN : value));
      if (numbers.some(Number.isNaN)) continue;
      const greatest = written.base.startsWith("NumericLess");
      const counting = greatest ? Math.max(...numbers) : Math.min(...numbers);
      const kept = numbers.indexOf(counting);
      const edits = removeItems(text, values, new Set([...items.keys()].filter((index) => index !== kept)));
      yield {
        span: values.span,
        message: `Of these values only ${counting} counts for ${key.value}, the ${greatest ? "greatest" : "least"}.`,
        fixes: edits === undefined ? [] : [{ title: `Keep only ${counting}`, edits, safe: true }],
      };
    }
  },
};
