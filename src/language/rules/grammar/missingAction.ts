import { memberNamed } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const missingAction: StatementRule = {
  code: "MISSING_ACTION",
  type: "error",
  scope: "statement",
  kinds: everyKind,
  title: "No Action",
  why: "A statement names what it is about with `Action` or `NotAction`; AWS refuses one that has neither.",
  fix: "Add an `Action`.",
  source: analyzerCheck("error-missing-action"),
  *check({ members, span }) {
    if (memberNamed(members, "Action") !== undefined || memberNamed(members, "NotAction") !== undefined)
      return;
    if (members.some(({ name }) => /^(?:not)?actions?$/i.test(name.value))) return;
    yield {
      span: { start: span.start, end: span.start + 1 },
      message: "The statement has no Action and no NotAction.",
    };
  },
};
