import { principalTexts } from "../../rules/readings/statement.ts";
import { fixIn, grantEdits, nameOf, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileRule } from "../crossFileRule.ts";
import { allowing, reaches } from "../grants.ts";
import { ownerOf } from "../owner.ts";
import { principalName } from "../workspaceKey.ts";

export const callerLacksAssumeRole: CrossFileRule = {
  code: "CALLER_LACKS_ASSUME_ROLE",
  type: "warning",
  kinds: ["trust", "roleConfig"],
  title: "A trusted principal of another account may not call AssumeRole",
  why: "Between two accounts both sides must allow: the trust policy names the caller, and the caller's own policies allow `sts:AssumeRole` on the role. Those that the workspace has for the caller do not. In one account the trust policy alone is enough where it names the caller itself.",
  fix: "Allow `sts:AssumeRole` on this role in a policy of the caller.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html",
  *check(context) {
    for (const reading of context.readings) {
      const role = ownerOf(reading);
      if (reading.part.kind !== "trust" || role === undefined) continue;
      for (const statement of allowing(reading.policy, "sts:AssumeRole")) {
        for (const { text } of principalTexts(statement, "AWS", false)) {
          const name = principalName(text.value);
          const caller = name && context.view.principal(name);
          if (name === undefined || name.account === role.name.account || caller?.grantsKnown !== true)
            continue;
          const allowed = caller.grants.some(({ policy }) =>
            allowing(policy, "sts:AssumeRole").some((grant) => reaches(grant, role.text.value)),
          );
          if (allowed) continue;
          const side = caller.grants.flatMap((grant) => grant.reading ?? [])[0];
          yield {
            span: text.span,
            message: `No policy of ${name.name} allows sts:AssumeRole on ${role.text.value}${side === undefined ? "" : `: add it in ${nameOf(side.file)}`}.`,
            fixes:
              side === undefined
                ? []
                : fixIn(
                    context,
                    side.file,
                    `Allow sts:AssumeRole in ${nameOf(side.file)}`,
                    grantEdits(side, ["sts:AssumeRole"], [role.text.value]),
                  ),
            related:
              side === undefined
                ? []
                : [relatedPlace(side.file, side.policy.span, `What ${name.name} may do`)],
          };
        }
      }
    }
  },
};
