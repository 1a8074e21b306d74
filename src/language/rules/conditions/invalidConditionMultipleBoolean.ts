import { removeItems } from "../../fixes/listEdits.ts";
import { readConditions } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const invalidConditionMultipleBoolean: StatementRule = {
  code: "INVALID_CONDITION_MULTIPLE_BOOLEAN",
  type: "error",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Several values for a Boolean key",
  why: "A Boolean key is true or false. With both values the condition always holds where the key is there, and with one of them twice the second says nothing.",
  fix: "Keep one value.",
  source: analyzerCheck("error-invalid-condition-multiple-boolean"),
  *check(statement, { text }) {
    for (const { values, written } of readConditions(statement)) {
      if (written.family !== "Bool" || written.set !== undefined || values.items.length < 2) continue;
      const distinct = new Set(values.items.map(({ value }) => value.toLowerCase()));
      yield {
        span: values.span,
        message: "A Boolean key is compared with one value, true or false.",
        fixes: [...distinct].flatMap((kept) => {
          const first = values.items.findIndex(({ value }) => value.toLowerCase() === kept);
          const others = new Set(values.items.keys());
          others.delete(first);
          const edits = removeItems(text, values, others);
          return edits === undefined
            ? []
            : [{ title: `Keep only ${kept}`, edits, safe: distinct.size === 1 }];
        }),
      };
    }
  },
};
