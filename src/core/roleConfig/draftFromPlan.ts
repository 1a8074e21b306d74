import { getNodeValue } from "jsonc-parser";
import { parseJson } from "../json/parseJson.ts";
import { optional } from "../optional.ts";
import type { Hop, Plan } from "../profiles/model.ts";
import type { HopDraft, PrincipalDraft, RoleConfigDraft } from "./draft.ts";

/**
 * The config for a profile or a session: its hops with all their parameters. `caller`: whose credentials the plan begins
 * with, which no file says of keys. The policies are not on this machine; their members are left for the user to name.
 */
export function draftFromPlan(plan: Plan, caller: PrincipalDraft): RoleConfigDraft {
  const { source } = plan;
  const first = "profile" in source ? source.profile : plan.profile;
  return {
    variables: {},
    caller: { principal: caller, ...optional("profile", first), policies: [], context: {} },
    hops: plan.hops.map(hopDraft),
    buckets: [],
    checks: [],
  };
}

function hopDraft(hop: Hop): HopDraft {
  return {
    roleArn: hop.roleArn,
    policies: [],
    sessionName: hop.sessionName,
    ...optional("externalId", hop.externalId),
    ...optional("durationSeconds", hop.durationSeconds),
    ...optional("mfaSerial", hop.mfaSerial),
    ...optional("sourceIdentity", hop.sourceIdentity),
    ...(Object.keys(hop.tags).length === 0 ? {} : { tags: hop.tags }),
    ...(hop.transitiveTagKeys.length === 0 ? {} : { transitiveTagKeys: hop.transitiveTagKeys }),
    ...optional("sessionPolicy", policyOf(hop.sessionPolicy)),
    ...(hop.sessionPolicyArns.length === 0 ? {} : { sessionPolicyArns: hop.sessionPolicyArns }),
  };
}

/** The policy as the config holds it inline. A plan holds one only that has been read as a policy before. */
function policyOf(text: string | undefined): object | undefined {
  if (text === undefined) return undefined;
  const { root } = parseJson(text);
  const policy: unknown = root && getNodeValue(root);
  return typeof policy === "object" && policy !== null ? policy : undefined;
}
