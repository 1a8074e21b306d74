import type { Member } from "../../../core/policy/model.ts";
import { nearestName } from "../../../core/text/nearest.ts";
import { removeMember, renameMember } from "../../fixes/memberEdits.ts";
import { analyzerCheck, everyKind, type PolicyRule, type Report } from "../rule.ts";
import { statementElements } from "../../../core/policy/statementElements.ts";

const policyElements = ["Version", "Id", "Statement"];
const otherNames: Readonly<Record<string, string>> = {
  actions: "Action",
  conditions: "Condition",
  principals: "Principal",
  resources: "Resource",
  statements: "Statement",
};

export const invalidPolicyElement: PolicyRule = {
  code: "INVALID_POLICY_ELEMENT",
  type: "error",
  scope: "policy",
  kinds: everyKind,
  title: "Unknown element",
  why: "AWS refuses a policy with an element that the grammar does not know. Names of elements are case-sensitive.",
  fix: "Correct the name or remove the element.",
  source: analyzerCheck("error-invalid-policy-element"),
  *check({ policy, text }) {
    yield* unknown(text, policy.members, policyElements, "a policy");
    for (const { members } of policy.statements) {
      yield* unknown(text, members, statementElements, "a statement");
    }
  },
};

function* unknown(
  text: string,
  members: readonly Member[],
  known: readonly string[],
  place: string,
): Iterable<Report> {
  for (const member of members) {
    const written = member.name.value;
    if (known.includes(written)) continue;
    const free = known.filter((name) => !members.some((other) => other.name.value === name));
    const other = otherNames[written.toLowerCase()];
    const meant = other !== undefined && free.includes(other) ? other : nearestName(written, free);
    const removal = removeMember(text, members, member);
    yield {
      span: member.name.span,
      message:
        meant === undefined
          ? `${place === "a policy" ? "A policy" : "A statement"} has no element '${written}'.`
          : `There is no element '${written}': did you mean ${meant}?`,
      fixes: [
        ...(meant === undefined
          ? []
          : [
              {
                title: `Change to ${meant}`,
                edits: [renameMember(member, meant)],
                safe: meant.toLowerCase() === written.toLowerCase(),
              },
            ]),
        ...(removal === undefined ? [] : [{ title: `Remove '${written}'`, edits: removal, safe: false }]),
      ],
    };
  }
}
