import { globCovers } from "../readings/glob.ts";
import { resourceLists } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { redundantItems } from "./redundantItems.ts";
import { redundantReports } from "./redundantReports.ts";

export const redundantResource: StatementRule = {
  code: "REDUNDANT_RESOURCE",
  type: "suggestion",
  scope: "statement",
  kinds: everyKind,
  title: "Resource that another one covers",
  why: "A resource that a wildcard in the same list covers says nothing more.",
  fix: "Remove it, or narrow the wildcard.",
  source: analyzerCheck("suggestion-redundant-resource"),
  *check(statement, { text }) {
    for (const { name, list } of resourceLists(statement)) {
      const redundant = redundantItems(
        list.items.map(({ value }) => value),
        arnCovers,
      );
      yield* redundantReports(text, name, list, redundant);
    }
  },
};

/** Field by field, since a wildcard does not reach across the colons of the first five. */
function arnCovers(wider: string, narrower: string): boolean {
  if (wider === "*") return true;
  const a = wider.split(":");
  const b = narrower.split(":");
  if (a.length < 6 || b.length < 6) return false;
  return (
    [0, 1, 2, 3, 4].every((field) => globCovers(a[field] ?? "", b[field] ?? "")) &&
    globCovers(a.slice(5).join(":"), b.slice(5).join(":"))
  );
}
