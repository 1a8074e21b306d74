import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { variableProblems } from "./variableTexts.ts";

export const unsupportedSpaceInVariable: StatementRule = {
  code: "UNSUPPORTED_SPACE_IN_VARIABLE",
  type: "error",
  scope: "statement",
  kinds: everyKind,
  title: "Blank in a policy variable",
  why: "The key in a policy variable has no blanks, except in the name of a tag. A blank may stand behind the comma before a default.",
  fix: "Remove the blank.",
  source: analyzerCheck("error-unsupported-space-in-variable"),
  check: variableProblems(({ closed, content, key }) => {
    if (!closed || key === "") return undefined;
    const written = content.split(",", 1)[0] ?? "";
    const slash = written.indexOf("/");
    const name = slash === -1 ? written : written.slice(0, slash);
    return /\s/.test(name) ? "The key in a policy variable has no blanks." : undefined;
  }),
};
