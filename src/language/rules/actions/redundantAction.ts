import { globCovers } from "../readings/glob.ts";
import { actionLists } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { redundantItems } from "./redundantItems.ts";
import { redundantReports } from "./redundantReports.ts";

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
      yield* redundantReports(text, name, list, redundant);
    }
  },
};
