import { assumedRoleMatches } from "../../core/arn.ts";
import { principalFromArn } from "../../core/evaluate/principal.ts";
import { compilePrincipals, naming } from "../../core/evaluate/principalElement.ts";
import type { Principal } from "../../core/evaluate/model.ts";
import type { Policy, Statement } from "../../core/policy/model.ts";
import { globCovers, globsMeet } from "../rules/readings/glob.ts";
import { allows } from "../rules/readings/statement.ts";

/*
 * Whether a statement may be about a request, its conditions left out: what these functions deny is missing for
 * certain, which is all that rules across files may say. Whole requests are judged by `core/evaluate`.
 */

/** The Allow statements of a policy that may cover an action, which may be a pattern itself. */
export function allowing(policy: Policy, action: string): readonly Statement[] {
  const wanted = action.toLowerCase();
  return policy.statements.filter((statement) => {
    if (!allows(statement)) return false;
    const { action: list, notAction } = statement;
    if (list !== undefined) return list.items.some(({ value }) => globsMeet(value.toLowerCase(), wanted));
    return notAction?.items.every(({ value }) => !globCovers(value.toLowerCase(), wanted)) === true;
  });
}

/** Whether a statement may cover some resource of an ARN pattern. */
export function reaches({ resource, notResource }: Statement, arn: string): boolean {
  if (resource !== undefined) return resource.items.some(({ value }) => globsMeet(openEnded(value), arn));
  return notResource?.items.every(({ value }) => !globCovers(openEnded(value), arn)) === true;
}

/** Whether the Principal of a statement names the caller, one of a role's sessions, the account or everyone. */
export function namesCaller({ principal, notPrincipal }: Statement, caller: Principal): boolean {
  if (principal === undefined) return notPrincipal !== undefined;
  if (compilePrincipals(principal).names(caller) !== naming.none) return true;
  if (caller.kind !== "role") return false;
  return principal.entries.some(({ values }) =>
    values.items.some(({ value }) => assumedRoleMatches(value, caller.arn)),
  );
}

/** Statements of a trust policy with which the caller may do an action such as `sts:AssumeRole`. */
export function trusting(policy: Policy, caller: Principal, action: string): readonly Statement[] {
  return allowing(policy, action).filter((statement) => namesCaller(statement, caller));
}

/** A caller by its ARN; a role stands for all its sessions. */
export function callerOf(arn: string): Principal | undefined {
  return principalFromArn(arn);
}

/** Policy variables and open placeholders may become anything. */
function openEnded(pattern: string): string {
  return pattern.replace(/\$\{[^}]*\}|<[^<>]*>/g, "*");
}
