import { replaceText } from "../../fixes/listEdits.ts";
import { readConditions } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const nullWithIfExists: StatementRule = {
  code: "NULL_WITH_IF_EXISTS",
  type: "error",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "NullIfExists",
  why: "`Null` itself asks whether the key exists, so it takes no `IfExists`.",
  fix: "Write `Null`.",
  source: analyzerCheck("error-null-with-if-exists"),
  *check(statement) {
    for (const { operator, written } of readConditions(statement)) {
      if (written.family !== "Null" || !written.ifExists) continue;
      yield {
        span: operator.span,
        message: "Null takes no IfExists: it asks itself whether the key exists.",
        fixes: [
          {
            title: "Change to Null",
            edits: [replaceText(operator, operator.value.replace(/IfExists$/i, ""))],
            safe: true,
          },
        ],
      };
    }
  },
};
