import { arnResource, parseArn } from "../arn.ts";
import type { DecisionRequest, Principal } from "../evaluate/model.ts";
import { friendlyName, principalFromArn } from "../evaluate/principal.ts";

/**
 * The sessions that a request may come from as far as its policies tell them apart: where the session's name is not
 * known, each one that a policy of the resource names by its ARN. None where the name is known.
 */
export function sessionsNamed({ principal, policies }: DecisionRequest): readonly Principal[] {
  if (principal.kind !== "role") return [];
  const documents = [policies.resource, ...(policies.resourceControl ?? []).flat()];
  const arns = new Set<string>();
  for (const document of documents) {
    for (const { principal: named, notPrincipal } of document?.policy.statements ?? []) {
      for (const { values } of [...(named?.entries ?? []), ...(notPrincipal?.entries ?? [])]) {
        for (const { value } of values.items) if (value.includes(":assumed-role/")) arns.add(value);
      }
    }
  }
  return [...arns].flatMap((text) => {
    const arn = parseArn(text);
    const session = arn && arnResource(arn);
    const isItsOwn =
      session?.kind === "assumedRole" &&
      session.roleName === friendlyName(principal.arn) &&
      arn?.account === principal.account;
    const found = isItsOwn ? principalFromArn(text) : undefined;
    return found?.kind === "roleSession" ? [{ ...principal, ...found, roleArn: principal.arn }] : [];
  });
}
