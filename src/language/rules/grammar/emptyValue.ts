import type { TextList } from "../../../core/policy/model.ts";
import { removeItems } from "../../fixes/listEdits.ts";
import { actionLists, principalElements, resourceLists } from "../readings/statement.ts";
import { everyKind, type StatementRule } from "../rule.ts";

export const emptyValue: StatementRule = {
  code: "EMPTY_VALUE",
  type: "error",
  scope: "statement",
  kinds: everyKind,
  title: "Empty string as an action, a resource or a principal",
  why: "An empty string names nothing, and AWS refuses the policy. It is what a template leaves whose variable had no value.",
  fix: "Write the value, or remove it from the list.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
  *check(statement, { text }) {
    const lists: { readonly name: string; readonly list: TextList }[] = [
      ...actionLists(statement),
      ...resourceLists(statement),
      ...principalElements(statement).flatMap(({ element }) =>
        element.entries.map(({ type, values }) => ({ name: type.value, list: values })),
      ),
    ];
    for (const { name, list } of lists) {
      const empty = new Set([...list.items.keys()].filter((index) => list.items[index]?.value === ""));
      const edits = removeItems(text, list, empty);
      for (const index of empty) {
        const item = list.items[index];
        if (item === undefined) continue;
        yield {
          span: item.span,
          message: `${name} has an empty string, which names nothing.`,
          fixes:
            edits === undefined ? [] : [{ title: `Remove empty strings from ${name}`, edits, safe: true }],
        };
      }
    }
  },
};
