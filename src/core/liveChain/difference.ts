import { assumedRoleMatches } from "../arn.ts";
import type { DecisionKind } from "../evaluate/model.ts";
import type { CallerIdentity } from "../livePort.ts";
import type { RoleConfig } from "../roleConfig/model.ts";
import type { Difference, LiveAnswer } from "./model.ts";

/** What a difference is judged by, beside the two answers. */
export interface Circumstances {
  readonly config: RoleConfig;
  /** Who made the first call, where the service told. */
  readonly caller: CallerIdentity | undefined;
}

/**
 * Where AWS and the simulation answer the same question differently: the headline and its likely causes. An
 * undetermined decision differs from nothing, and a refusal is a refusal, whichever statement AWS names.
 */
export function differenceOf(
  decision: DecisionKind,
  answer: LiveAnswer,
  circumstances: Circumstances,
): Difference | undefined {
  if (decision === "allowed" && answer.kind === "refused") {
    return {
      headline: "Simulated: allowed. AWS: refused.",
      causes: [
        ...callerCause(circumstances),
        ...(answer.explicit === undefined ? [] : answer.failure.causes.slice(0, 1)),
        "A policy in AWS is not the one in the file: it was not deployed, or a change of the last seconds has not spread.",
        "A policy that the role config does not name refuses: a permissions boundary, a policy of the organization, a VPC endpoint's policy.",
      ],
    };
  }
  if ((decision === "implicitlyDenied" || decision === "explicitlyDenied") && answer.kind === "allowed") {
    return {
      headline: "Simulated: denied. AWS: allowed.",
      causes: [
        ...callerCause(circumstances),
        ...(decision === "implicitlyDenied"
          ? [
              "A policy in AWS that the role config does not name allows it: another one of the caller, of the role or of the bucket.",
            ]
          : []),
        "A policy in AWS is not the one in the file: it was not deployed, or a change of the last seconds has not spread.",
      ],
    };
  }
  return undefined;
}

/** The most frequent cause by far: the profile is somebody else than the config's caller. */
function callerCause({ config, caller }: Circumstances): string[] {
  const expected = config.caller?.principal;
  if (caller === undefined || expected?.kind !== "arn") return [];
  const arn = expected.arn.value;
  if (caller.arn === arn || assumedRoleMatches(caller.arn, arn)) return [];
  return [`The call was made by ${caller.arn}, and the role config's caller is ${arn}.`];
}
