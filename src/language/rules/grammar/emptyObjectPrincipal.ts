import { principalElements } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const emptyObjectPrincipal: StatementRule = {
  code: "EMPTY_OBJECT_PRINCIPAL",
  type: "suggestion",
  scope: "statement",
  kinds: ["trust", "bucket", "rcp"],
  title: "Empty Principal",
  why: "A statement whose `Principal` is an empty object is about nobody.",
  fix: "Name the principals, or remove the statement.",
  source: analyzerCheck("suggestion-empty-object-principal"),
  *check(statement, { text }) {
    for (const { name, element } of principalElements(statement)) {
      if (!/^\{\s*\}$/.test(text.slice(element.span.start, element.span.end))) continue;
      yield { span: element.span, message: `${name} is empty, so the statement is about nobody.` };
    }
  },
};
