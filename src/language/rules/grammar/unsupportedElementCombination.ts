import { removeMember } from "../../fixes/memberEdits.ts";
import { memberNamed } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const unsupportedElementCombination: StatementRule = {
  code: "UNSUPPORTED_ELEMENT_COMBINATION",
  type: "error",
  scope: "statement",
  kinds: everyKind,
  title: "An element and its opposite in one statement",
  why: "A statement has `Action` or `NotAction`, `Principal` or `NotPrincipal`, `Resource` or `NotResource`, never both of a pair.",
  fix: "Keep one of the two, or write two statements.",
  source: analyzerCheck("error-unsupported-element-combination"),
  *check({ members }, { text }) {
    for (const name of ["Action", "Principal", "Resource"]) {
      const plain = memberNamed(members, name);
      const negated = memberNamed(members, `Not${name}`);
      if (plain === undefined || negated === undefined) continue;
      yield {
        span: negated.name.span,
        message: `${name} and Not${name} cannot stand in one statement.`,
        fixes: [negated, plain].flatMap((member) => {
          const edits = removeMember(text, members, member);
          return edits === undefined ? [] : [{ title: `Remove ${member.name.value}`, edits, safe: false }];
        }),
      };
    }
  },
};
