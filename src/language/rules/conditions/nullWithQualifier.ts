import { replaceText } from "../../fixes/listEdits.ts";
import { readConditions } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const nullWithQualifier: StatementRule = {
  code: "NULL_WITH_QUALIFIER",
  type: "suggestion",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Null with ForAllValues or ForAnyValue",
  why: "`ForAllValues:Null` always holds and `ForAnyValue:Null` never does.",
  fix: "Write `Null` without the prefix.",
  source: analyzerCheck("suggestion-null-with-qualifier"),
  *check(statement) {
    for (const { operator, written } of readConditions(statement)) {
      if (written.family !== "Null" || written.set === undefined) continue;
      yield {
        span: operator.span,
        message: `${written.set}:Null ${written.set === "ForAllValues" ? "always" : "never"} holds: use Null alone.`,
        fixes: [{ title: "Change to Null", edits: [replaceText(operator, "Null")], safe: false }],
      };
    }
  },
};
