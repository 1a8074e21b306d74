import { arnResource, parseArn } from "../../core/arn.ts";
import type { Problem, Situation } from "./problem.ts";

/** The domains of AWS's own endpoints, in every public partition. */
const AWS_HOST = /\.(amazonaws\.(com|com\.cn|eu)|api\.aws|api\.amazonwebservices\.com\.cn)(:\d+)?$/;

/** "AWS", or the host of an endpoint that is somebody else's. */
export function server(problem: Pick<Problem, "endpoint">): string {
  if (problem.endpoint === undefined) return "AWS";
  const host = problem.endpoint.replace(/^https?:\/\//, "");
  return AWS_HOST.test(host) ? "AWS" : `The server at ${host}`;
}

/** The caller as a subject of a sentence. */
export function caller(situation: Situation): string {
  return situation.callerArn ?? `the identity behind ${situation.source}`;
}

/**
 * What to write as the caller's principal in a trust or bucket policy: the role of a session, the user as it is. A
 * session's ARN has lost the role's path, so the role of the hop before is used where there is one.
 */
export function principalToTrust(situation: Situation): string | undefined {
  const { callerArn } = situation;
  if (callerArn === undefined) return undefined;
  const arn = parseArn(callerArn);
  const resource = arn === undefined ? undefined : arnResource(arn);
  if (arn === undefined || resource?.kind !== "assumedRole") return callerArn;
  return situation.callerRoleArn ?? `arn:${arn.partition}:iam::${arn.account}:role/${resource.roleName}`;
}

/** True when both ARNs stand in one account; undefined when an ARN is not known. */
export function sameAccount(one: string | undefined, other: string | undefined): boolean | undefined {
  const [a, b] = [one, other].map((arn) => (arn === undefined ? undefined : parseArn(arn)?.account));
  return a === undefined || b === undefined ? undefined : a === b;
}
