import { insertMember } from "../../fixes/memberEdits.ts";
import { memberNamed } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type PolicyRule } from "../rule.ts";

export const missingVersion: PolicyRule = {
  code: "MISSING_VERSION",
  type: "warning",
  scope: "policy",
  kinds: everyKind,
  title: "No Version",
  why: "Without `Version` AWS reads the policy as one of 2008-10-17: policy variables such as `${aws:username}` are then plain text.",
  fix: 'Add `"Version": "2012-10-17"`. If the policy has `${…}` in it, look at what it means afterwards.',
  source: analyzerCheck("general-warning-missing-version"),
  *check({ policy, text }) {
    if (policy.members.length === 0 || memberNamed(policy.members, "Version") !== undefined) return;
    // A name in the wrong case has its own finding and fix.
    if (policy.members.some(({ name }) => name.value.toLowerCase() === "version")) return;
    yield {
      span: { start: policy.span.start, end: policy.span.start + 1 },
      message: "The policy has no Version, so AWS reads it as one of 2008-10-17, without policy variables.",
      fixes: [
        {
          title: 'Add "Version": "2012-10-17"',
          edits: [insertMember(text, policy.span, policy.members, null, "Version", "2012-10-17")],
          safe: !text.includes("${"),
        },
      ],
    };
  },
};
