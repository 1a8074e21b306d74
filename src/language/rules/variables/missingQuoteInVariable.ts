import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { variableProblems } from "./variableTexts.ts";

export const missingQuoteInVariable: StatementRule = {
  code: "MISSING_QUOTE_IN_VARIABLE",
  type: "error",
  scope: "statement",
  kinds: everyKind,
  title: "Default value of a policy variable without quotes",
  why: "The default of a policy variable stands in single quotes: `${aws:PrincipalTag/team, 'company-wide'}`.",
  fix: "Put single quotes around the default.",
  source: analyzerCheck("error-missing-quote-in-variable"),
  check: variableProblems(({ closed, fallback }) =>
    !closed || fallback === undefined || /^'[^']*'$/.test(fallback)
      ? undefined
      : "The default of a policy variable stands in single quotes: ${key, 'default'}.",
  ),
};
