import { actionLists } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const emptyArrayAction: StatementRule = {
  code: "EMPTY_ARRAY_ACTION",
  type: "suggestion",
  scope: "statement",
  kinds: everyKind,
  title: "No actions in Action",
  why: "A statement whose `Action` is an empty array does nothing.",
  fix: "Name the actions, or remove the statement.",
  source: analyzerCheck("suggestion-empty-array-action"),
  *check(statement) {
    for (const { name, list } of actionLists(statement)) {
      if (list.single || list.items.length > 0) continue;
      yield { span: list.span, message: `${name} is empty, so the statement does nothing.` };
    }
  },
};
