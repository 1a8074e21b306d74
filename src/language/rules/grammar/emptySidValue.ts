import { removeMember } from "../../fixes/memberEdits.ts";
import { memberNamed } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const emptySidValue: StatementRule = {
  code: "EMPTY_SID_VALUE",
  type: "suggestion",
  scope: "statement",
  kinds: everyKind,
  title: "Empty Sid",
  why: "`Sid` is optional. An empty one names nothing.",
  fix: "Give the statement a name, or remove the `Sid`.",
  source: analyzerCheck("suggestion-empty-sid-value"),
  *check({ sid, members }, { text }) {
    const member = memberNamed(members, "Sid");
    if (sid?.value !== "" || member === undefined) return;
    const edits = removeMember(text, members, member);
    yield {
      span: sid.span,
      message: "The Sid is empty: name the statement or leave the Sid out.",
      fixes: edits === undefined ? [] : [{ title: "Remove the empty Sid", edits, safe: true }],
    };
  },
};
