import { resourceLists } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const emptyArrayResource: StatementRule = {
  code: "EMPTY_ARRAY_RESOURCE",
  type: "suggestion",
  scope: "statement",
  kinds: everyKind,
  title: "No resources in Resource",
  why: "A statement whose `Resource` is an empty array does nothing.",
  fix: "Name the resources, or remove the statement.",
  source: analyzerCheck("suggestion-empty-array-resource"),
  *check(statement) {
    for (const { name, list } of resourceLists(statement)) {
      if (list.single || list.items.length > 0) continue;
      yield { span: list.span, message: `${name} is empty, so the statement does nothing.` };
    }
  },
};
