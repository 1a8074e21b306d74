import type { Fix } from "../../fixes/edit.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { insertMember } from "../../fixes/memberEdits.ts";
import { innerSpan } from "../readings/innerSpan.ts";
import { variablesOf } from "../readings/variable.ts";
import { analyzerCheck, everyKind, type PolicyRule } from "../rule.ts";
import { variableTexts } from "./variableTexts.ts";

export const variableUnsupportedInVersion: PolicyRule = {
  code: "VARIABLE_UNSUPPORTED_IN_VERSION",
  type: "error",
  scope: "policy",
  kinds: everyKind,
  title: "Policy variable without Version 2012-10-17",
  why: "Only Version 2012-10-17 knows policy variables. In an older policy, or one without a `Version`, `${aws:username}` is compared letter by letter.",
  fix: 'Write `"Version": "2012-10-17"`.',
  source: analyzerCheck("error-variable-unsupported-in-version"),
  *check({ policy, text, variables }) {
    if (variables || !text.includes("${")) return;
    const { version, span, members } = policy;
    // An unknown version has a finding of its own.
    if (version !== undefined && version.value !== "2008-10-17") return;
    const fix: Fix = {
      title: "Use Version 2012-10-17",
      edits: [
        version === undefined
          ? insertMember(text, span, members, null, "Version", "2012-10-17")
          : replaceText(version, "2012-10-17"),
      ],
      safe: false,
    };
    for (const statement of policy.statements) {
      for (const value of variableTexts(statement)) {
        for (const { start, end, key, closed } of variablesOf(value.value)) {
          if (!closed || !key.includes(":")) continue;
          yield {
            span: innerSpan(text, value, start, end),
            message: `\${${key}} is a variable only in Version 2012-10-17; here it is plain text.`,
            fixes: [fix],
          };
        }
      }
    }
  },
};
