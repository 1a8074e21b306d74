import { removeItems } from "../../fixes/listEdits.ts";
import { globCovers } from "../readings/glob.ts";
import { actionLists } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { redundantItems } from "./redundantItems.ts";

export const redundantAction: StatementRule = {
  code: "REDUNDANT_ACTION",
  type: "suggestion",
  scope: "statement",
  kinds: everyKind,
  title: "Action that another one covers",
  why: "An action that a wildcard in the same list covers says nothing more.",
  fix: "Remove it, or narrow the wildcard.",
  source: analyzerCheck("suggestion-redundant-action"),
  *check(statement, { text }) {
    for (const { name, list } of actionLists(statement)) {
      const lower = list.items.map(({ value }) => value.toLowerCase());
      const redundant = redundantItems(lower, globCovers);
      const all = removeItems(text, list, new Set(redundant.keys()));
      for (const [index, by] of redundant) {
        const item = list.items[index];
        const other = list.items[by];
        if (item === undefined || other === undefined) continue;
        const edits = removeItems(text, list, new Set([index]));
        yield {
          span: item.span,
          message: `${other.value} covers this already.`,
          fixes: [
            ...(edits === undefined ? [] : [{ title: `Remove ${item.value}`, edits, safe: true }]),
            ...(all === undefined || redundant.size < 2
              ? []
              : [
                  {
                    title: `Remove all ${redundant.size} redundant values of ${name}`,
                    edits: all,
                    safe: true,
                  },
                ]),
          ],
        };
      }
    }
  },
};
