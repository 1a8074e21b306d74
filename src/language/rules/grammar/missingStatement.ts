import { memberNamed } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type PolicyRule } from "../rule.ts";

export const missingStatement: PolicyRule = {
  code: "MISSING_STATEMENT",
  type: "error",
  scope: "policy",
  kinds: everyKind,
  title: "No Statement",
  why: "A policy without a statement says nothing, and AWS refuses it.",
  fix: "Add a `Statement` with at least one statement in it.",
  source: analyzerCheck("error-missing-statement"),
  *check({ policy, text }) {
    for (const { code, message, span } of policy.problems) {
      if (code === "missingStatement") yield { span, message };
    }
    const span = memberNamed(policy.members, "Statement")?.valueSpan;
    if (span !== undefined && /^\[\s*\]$/.test(text.slice(span.start, span.end))) {
      yield { span, message: "The Statement array is empty: add a statement." };
    }
  },
};
