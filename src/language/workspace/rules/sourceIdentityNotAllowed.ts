import { fixIn, grantEdits, nameOf, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileRule } from "../crossFileRule.ts";
import { allowing, reaches, trusting } from "../grants.ts";
import { hopTrusts, trustActionFix } from "./hopTrust.ts";

export const sourceIdentityNotAllowed: CrossFileRule = {
  code: "SOURCE_IDENTITY_NOT_ALLOWED",
  type: "error",
  kinds: ["roleConfig"],
  title: "The role config sets a source identity that is not allowed",
  why: "To set a source identity both sides must allow `sts:SetSourceIdentity`: the trust policy of the role, and the policies of the caller. Without it the whole call is refused.",
  fix: "Allow `sts:SetSourceIdentity` on the side that the message names, or set no source identity.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html",
  *check(context) {
    for (const hopTrust of hopTrusts(context)) {
      const { hop, trust, assumer, statements } = hopTrust;
      const { sourceIdentity, roleArn } = hop;
      const [statement] = statements;
      if (sourceIdentity === undefined || statement === undefined) continue;
      const action = "sts:SetSourceIdentity";
      if (trusting(trust.policy, assumer.principal, action).length === 0) {
        yield {
          span: sourceIdentity.span,
          message: `${nameOf(trust.file)} does not allow ${action} to ${assumer.name.name}: the call is refused.`,
          fixes: trustActionFix(context, hopTrust, action),
          related: [relatedPlace(trust.file, statement.span, "The statement that lets the caller in")],
        };
      }
      const caller = context.view.principal(assumer.name);
      if (caller?.grantsKnown !== true || roleArn === undefined) continue;
      const allowed = caller.grants.some(({ policy }) =>
        allowing(policy, action).some((grant) => reaches(grant, roleArn.value)),
      );
      const side = caller.grants.flatMap(({ reading }) => reading ?? [])[0];
      if (allowed || side === undefined) continue;
      yield {
        span: sourceIdentity.span,
        message: `No policy of ${assumer.name.name} allows ${action} on this role: add it in ${nameOf(side.file)}.`,
        fixes: fixIn(
          context,
          side.file,
          `Allow ${action} in ${nameOf(side.file)}`,
          grantEdits(side, [action], [roleArn.value]),
        ),
        related: [relatedPlace(side.file, side.policy.span, `What ${assumer.name.name} may do`)],
      };
    }
  },
};
