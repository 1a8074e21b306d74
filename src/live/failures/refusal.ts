import type { LiveFailure } from "../../core/livePort.ts";
import { optional } from "../../core/optional.ts";
import { parseAccessDeniedMessage } from "./accessDeniedMessage.ts";
import type { Operation, Problem, Situation } from "./problem.ts";

/** Their answers come from policies; who one is, nobody needs to be allowed to ask. */
const JUDGED: ReadonlySet<Operation> = new Set<Operation>([
  "AssumeRole",
  "AssumeRoleWithWebIdentity",
  "ListObjectsV2",
  "GetObject",
  "GetBucketLocation",
  "GetBucketPolicy",
]);

const REFUSALS = /^(AccessDenied(Exception)?|AllAccessDisabled|UnauthorizedOperation)$/;

/**
 * Whether the service's answer is a no of its policies, and not a failure of the keys, the input or the wire. A wrong
 * MFA code comes as AccessDenied too, and says nothing about a policy.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function refusalOf(problem: Problem, situation: Situation): LiveFailure["refusal"] {
  const message = problem.message ?? "";
  if (!JUDGED.has(problem.operation) || !REFUSALS.test(problem.code) || situation.keysAccepted === false)
    return undefined;
  if (message.startsWith("MultiFactorAuthentication")) return undefined;
  return optional("explicit", parseAccessDeniedMessage(message)?.reason?.explicit);
}
