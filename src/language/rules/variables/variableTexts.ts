import type { Statement, Text } from "../../../core/policy/model.ts";
import { innerSpan } from "../readings/innerSpan.ts";
import { resourceTexts } from "../readings/statement.ts";
import { variablesOf, type PolicyVariable } from "../readings/variable.ts";
import type { Report, StatementRule } from "../rule.ts";

/** All texts in which policy variables may stand: Resource and condition values. */
export function variableTexts(statement: Statement): readonly Text[] {
  return [...resourceTexts(statement), ...statement.conditions.flatMap(({ values }) => values.items)];
}

/** Variables of a policy in Version 2012-10-17 for which `message` has something to say. */
export function variableProblems(
  message: (variable: PolicyVariable) => string | undefined,
): StatementRule["check"] {
  return function* check(statement, { text, variables }): Iterable<Report> {
    if (!variables) return;
    for (const value of variableTexts(statement)) {
      for (const variable of variablesOf(value.value)) {
        const problem = message(variable);
        if (problem === undefined) continue;
        yield { span: innerSpan(text, value, variable.start, variable.end), message: problem };
      }
    }
  };
}
