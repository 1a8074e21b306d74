import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { variableProblems } from "./variableTexts.ts";

export const missingBraceInVariable: StatementRule = {
  code: "MISSING_BRACE_IN_VARIABLE",
  type: "error",
  scope: "statement",
  kinds: everyKind,
  title: "Policy variable without its closing brace",
  why: "A policy variable is `${key}`. Without the closing brace AWS refuses the policy.",
  fix: "Add `}` behind the key.",
  source: analyzerCheck("error-missing-brace-in-variable"),
  check: variableProblems(({ closed }) =>
    closed ? undefined : "The policy variable has no closing brace: write ${key}.",
  ),
};
