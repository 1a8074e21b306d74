import { optional } from "../optional.ts";
import type { Plan } from "../profiles/model.ts";
import type { RoleConfigDraft } from "./draft.ts";

/**
 * The config for a profile: its hops with all their parameters. `callerArn`: whose credentials the plan begins with,
 * which no file says. The policies are not on this machine; their members are left for the user to name.
 */
export function draftFromPlan(plan: Plan, callerArn: string): RoleConfigDraft {
  const { source } = plan;
  const first = "profile" in source ? source.profile : plan.profile;
  return {
    variables: {},
    caller: { principal: callerArn, ...optional("profile", first), policies: [], context: {} },
    hops: plan.hops.map((hop) => ({
      roleArn: hop.roleArn,
      policies: [],
      sessionName: hop.sessionName,
      ...optional("externalId", hop.externalId),
      ...optional("durationSeconds", hop.durationSeconds),
      ...optional("mfaSerial", hop.mfaSerial),
      ...optional("sourceIdentity", hop.sourceIdentity),
      ...(Object.keys(hop.tags).length === 0 ? {} : { tags: hop.tags }),
      ...(hop.transitiveTagKeys.length === 0 ? {} : { transitiveTagKeys: hop.transitiveTagKeys }),
    })),
    buckets: [],
    checks: [],
  };
}
