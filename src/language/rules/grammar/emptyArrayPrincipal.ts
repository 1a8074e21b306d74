import { removeParts } from "../../fixes/listEdits.ts";
import { principalElements } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const emptyArrayPrincipal: StatementRule = {
  code: "EMPTY_ARRAY_PRINCIPAL",
  type: "suggestion",
  scope: "statement",
  kinds: ["trust", "bucket", "rcp"],
  title: "No principals of a type",
  why: "A type of principal with an empty array names nobody.",
  fix: "Name the principals, or remove the type.",
  source: analyzerCheck("suggestion-empty-array-principal"),
  *check(statement, { text }) {
    for (const { element } of principalElements(statement)) {
      for (const [index, { type, values }] of element.entries.entries()) {
        if (values.single || values.items.length > 0) continue;
        const parts = element.entries.map((entry) => ({
          span: { start: entry.type.span.start, end: entry.values.span.end },
        }));
        const edits = removeParts(text, parts, new Set([index]));
        yield {
          span: values.span,
          message: `${type.value} is empty: it names no principal.`,
          fixes: edits === undefined ? [] : [{ title: `Remove the empty ${type.value}`, edits, safe: true }],
        };
      }
    }
  },
};
