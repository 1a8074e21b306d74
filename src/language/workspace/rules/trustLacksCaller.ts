import { hasWildcard } from "../../rules/readings/glob.ts";
import { fixIn, nameOf, principalEdits, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileRule } from "../crossFileRule.ts";
import { allowing, trusting } from "../grants.ts";
import { ownerOf } from "../owner.ts";
import { principalName } from "../workspaceKey.ts";

export const trustLacksCaller: CrossFileRule = {
  code: "TRUST_LACKS_CALLER",
  type: "warning",
  kinds: ["identity", "roleConfig"],
  title: "The role that may be assumed does not trust this one",
  why: "To assume a role, its trust policy must name the caller, whatever the caller's own policies allow. The trust policy that the workspace has for the role names others only.",
  fix: "Name the caller in the trust policy of the role, or take the role out of this policy.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html",
  *check(context) {
    for (const reading of context.readings) {
      const owner = ownerOf(reading);
      if (reading.part.kind !== "grants" || owner === undefined) continue;
      for (const statement of allowing(reading.policy, "sts:AssumeRole")) {
        for (const { value, span } of statement.resource?.items ?? []) {
          const name = hasWildcard(value) ? undefined : principalName(value);
          const role = name && context.view.principal(name);
          if (role?.trustKnown !== true || !role.arns.some(({ text }) => text.value === value)) continue;
          if (
            role.trust.some(({ policy }) => trusting(policy, owner.principal, "sts:AssumeRole").length > 0)
          ) {
            continue;
          }
          const [trust] = role.trust;
          if (trust === undefined) continue;
          const file = nameOf(trust.file);
          yield {
            span,
            message: `The trust policy of this role (${file}) does not name ${owner.text.value}: add it there.`,
            fixes: fixIn(
              context,
              trust.file,
              `Name ${owner.name.name} in ${file}`,
              principalEdits(trust, owner.text.value, ["sts:AssumeRole"]),
            ),
            related: [relatedPlace(trust.file, trust.policy.span, "The trust policy of the role")],
          };
        }
      }
    }
  },
};
