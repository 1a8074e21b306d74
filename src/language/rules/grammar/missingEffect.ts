import { insertMember } from "../../fixes/memberEdits.ts";
import { memberNamed } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const missingEffect: StatementRule = {
  code: "MISSING_EFFECT",
  type: "error",
  scope: "statement",
  kinds: everyKind,
  title: "No Effect",
  why: "A statement says with `Effect` whether it allows or denies; AWS refuses one that does not.",
  fix: 'Add `"Effect": "Allow"` or `"Effect": "Deny"`.',
  source: analyzerCheck("error-missing-effect"),
  *check({ members, span }, { text }) {
    if (members.some(({ name }) => name.value.toLowerCase() === "effect")) return;
    const after = memberNamed(members, "Sid") === undefined ? null : "Sid";
    yield {
      span: { start: span.start, end: span.start + 1 },
      message: "The statement has no Effect: AWS needs Allow or Deny.",
      fixes: ["Allow", "Deny"].map((effect) => ({
        title: `Add "Effect": "${effect}"`,
        edits: [insertMember(text, span, members, after, "Effect", effect)],
        safe: false,
      })),
    };
  },
};
