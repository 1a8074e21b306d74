import { removeMember } from "../../fixes/memberEdits.ts";
import { memberNamed } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const emptyObjectCondition: StatementRule = {
  code: "EMPTY_OBJECT_CONDITION",
  type: "suggestion",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Empty Condition",
  why: "An empty `Condition`, or an operator without a key, restricts nothing. It may look as if it did.",
  fix: "Write the condition, or remove the element.",
  source: analyzerCheck("suggestion-empty-object-condition"),
  *check({ members }, { text }) {
    const member = memberNamed(members, "Condition");
    const span = member?.valueSpan;
    if (member === undefined || span === undefined) return;
    const condition = text.slice(span.start, span.end);
    if (/^\{\s*\}$/.test(condition)) {
      const edits = removeMember(text, members, member);
      yield {
        span,
        message: "The Condition is empty: it restricts nothing.",
        fixes: edits === undefined ? [] : [{ title: "Remove the empty Condition", edits, safe: true }],
      };
    }
    for (const match of condition.matchAll(/"([A-Za-z:]+)"\s*:\s*(\{\s*\})/g)) {
      const end = span.start + match.index + match[0].length;
      yield {
        span: { start: end - (match[2] ?? "").length, end },
        message: `${match[1] ?? "The operator"} has no condition key: it restricts nothing.`,
      };
    }
  },
};
