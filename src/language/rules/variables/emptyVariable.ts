import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { variableProblems } from "./variableTexts.ts";

export const emptyVariable: StatementRule = {
  code: "EMPTY_VARIABLE",
  type: "error",
  scope: "statement",
  kinds: everyKind,
  title: "Empty policy variable",
  why: "`${}` names no key, and AWS refuses it.",
  fix: "Name a key, such as `${aws:username}`, or remove the variable.",
  source: analyzerCheck("error-empty-variable"),
  check: variableProblems(({ closed, key }) =>
    closed && key === "" ? "The policy variable names no key." : undefined,
  ),
};
