import { analyzerCheck, everyKind, type PolicyRule } from "../rule.ts";

export const jsonSyntaxError: PolicyRule = {
  code: "JSON_SYNTAX_ERROR",
  type: "error",
  scope: "policy",
  kinds: everyKind,
  title: "JSON syntax error",
  why: "The text is not JSON, so AWS would not store it. What can be read of it is still checked.",
  fix: "Correct the text at the place shown.",
  source: analyzerCheck("error-json-syntax-error"),
  *check({ policy }) {
    for (const { code, message, span } of policy.problems) {
      if (code === "jsonSyntax") yield { span, message };
    }
  },
};
