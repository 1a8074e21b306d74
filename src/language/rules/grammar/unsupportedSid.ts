import type { PolicyKind } from "../../../core/policy/model.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

/** S3 takes more characters in a Sid. */
const kinds: readonly PolicyKind[] = ["trust", "identity", "session", "boundary"];

export const unsupportedSid: StatementRule = {
  code: "UNSUPPORTED_SID",
  type: "error",
  scope: "statement",
  kinds,
  title: "Characters that a Sid cannot have",
  why: "IAM takes a `Sid` of letters and digits only.",
  fix: "Leave all other characters out.",
  source: analyzerCheck("error-unsupported-sid"),
  *check({ sid }) {
    if (sid === undefined || /^[A-Za-z0-9]*$/.test(sid.value)) return;
    // A variable has a finding of its own.
    if (sid.value.includes("${")) return;
    const value = camelCase(sid.value);
    yield {
      span: sid.span,
      message: "IAM takes a Sid of letters A–Z, a–z and digits only.",
      fixes:
        value === "" ? [] : [{ title: `Change to ${value}`, edits: [replaceText(sid, value)], safe: true }],
    };
  },
};

/** `allow read-only` → `AllowReadOnly`; a Sid has no meaning to AWS. */
function camelCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
