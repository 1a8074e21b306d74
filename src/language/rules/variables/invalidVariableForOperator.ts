import { innerSpan } from "../readings/innerSpan.ts";
import { readConditions } from "../readings/statement.ts";
import { variablesOf } from "../readings/variable.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const invalidVariableForOperator: StatementRule = {
  code: "INVALID_VARIABLE_FOR_OPERATOR",
  type: "error",
  scope: "statement",
  kinds: everyKind,
  title: "Policy variable with an operator that takes none",
  why: "Only the `String` and `Arn` operators replace policy variables, and `Bool` in a comparison of two keys. With a number, a date, an address or `Null` the variable stays as it is and never matches.",
  fix: "Use a `String` or `Arn` operator, or write the value.",
  source: analyzerCheck("error-invalid-variable-for-operator"),
  *check(statement, { text, variables }) {
    if (!variables) return;
    for (const { written, values } of readConditions(statement)) {
      if (written.family === "String" || written.family === "Arn" || written.family === "Bool") continue;
      for (const item of values.items) {
        for (const { start, end } of variablesOf(item.value)) {
          yield {
            span: innerSpan(text, item, start, end),
            message: `${written.base} takes no policy variable: only String and Arn operators do.`,
          };
        }
      }
    }
  },
};
