import { replaceText } from "../../fixes/listEdits.ts";
import { analyzerCheck, everyKind, type PolicyRule } from "../rule.ts";

export const invalidVersion: PolicyRule = {
  code: "INVALID_VERSION",
  type: "error",
  scope: "policy",
  kinds: everyKind,
  title: "Unknown Version",
  why: "`Version` is the version of the policy language, not a date of your own. There are two: 2012-10-17 and the older 2008-10-17.",
  fix: "Write `2012-10-17`.",
  source: analyzerCheck("error-invalid-version"),
  *check({ policy: { version } }) {
    if (version === undefined || version.value === "2012-10-17" || version.value === "2008-10-17") return;
    yield {
      span: version.span,
      message: `'${version.value}' is no version of the policy language: write 2012-10-17.`,
      fixes: [{ title: "Write 2012-10-17", edits: [replaceText(version, "2012-10-17")], safe: true }],
    };
  },
};
