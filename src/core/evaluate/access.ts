import type { Principal, Side, Truth } from "./model.ts";
import type { LayerResult } from "./layer.ts";
import { naming } from "./principalElement.ts";
import { all, and, or } from "./truth.ts";

/** Everything that the verdict of a request is made of. */
export interface Situation {
  readonly principal: Principal;
  /** The caller belongs to another account than the resource. */
  readonly crossAccount: boolean;
  /** The resource's own policy must allow even in the same account: trust policies, and key policies of KMS. */
  readonly resourceMustAllow: boolean;
  /** Both sides must allow even in the same account. */
  readonly bothMustAllow: boolean;
  readonly identity: LayerResult | undefined;
  readonly permissionsBoundary: LayerResult | undefined;
  readonly session: LayerResult | undefined;
  readonly resource: LayerResult | undefined;
  readonly serviceControl: readonly LayerResult[];
}

/** The parts of the verdict that name a side to fix. */
interface Parts {
  readonly identity: Truth;
  readonly boundary: Truth;
  readonly session: Truth;
  readonly byAccount: Truth;
  readonly byRole: Truth;
  readonly direct: Truth;
}

/** The root user needs no permission; a federated user has none without a session policy. */
function partsOf({ principal, identity, permissionsBoundary, session, resource }: Situation): Parts {
  return {
    identity: principal.kind === "root" ? "yes" : (identity?.allow ?? "no"),
    boundary: permissionsBoundary?.allow ?? "yes",
    session: session?.allow ?? (principal.kind === "federatedUser" ? "no" : "yes"),
    byAccount: resource?.allowBy[naming.account] ?? "no",
    byRole: resource?.allowBy[naming.role] ?? "no",
    direct: resource?.allowBy[naming.direct] ?? "no",
  };
}

/**
 * Whether the Allow statements suffice, denials apart.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function permits(situation: Situation): Truth {
  return and(onSides(situation), all(situation.serviceControl.map(({ allow }) => allow)));
}

function onSides(situation: Situation): Truth {
  const { identity, boundary, session, byAccount, byRole, direct } = partsOf(situation);
  if (!("account" in situation.principal)) return direct;
  const limits = and(boundary, session);
  const resource = or(or(byAccount, byRole), direct);
  if (situation.crossAccount || situation.bothMustAllow) return and(and(resource, identity), limits);
  const granted = situation.resourceMustAllow ? and(byAccount, identity) : identity;
  return or(direct, and(or(byRole, granted), limits));
}

/** True when the resource's policy alone lets the caller in, past every implicit denial in its own account. */
export function isDirectGrant(situation: Situation): boolean {
  if (situation.crossAccount || situation.bothMustAllow) return false;
  const { identity, boundary, session, byRole, direct } = partsOf(situation);
  return direct === "yes" && and(or(byRole, identity), and(boundary, session)) !== "yes";
}

/** The sides that would have to allow, and do not, on the path that needs the fewest changes. */
export function lackingSides(situation: Situation): { side: Side; level?: number }[] {
  const control = situation.serviceControl.flatMap(({ side, level, allow }) =>
    allow === "no" ? [{ side, ...(level === undefined ? {} : { level }) }] : [],
  );
  return onSides(situation) === "no" ? [...lacking(situation), ...control] : control;
}

function lacking(situation: Situation): { side: Side }[] {
  const { identity, boundary, session, byAccount, byRole, direct } = partsOf(situation);
  const sides: { side: Side }[] = [];
  const need = (side: Side, truth: Truth) => {
    if (truth === "no") sides.push({ side });
  };
  const resource = or(or(byAccount, byRole), direct);
  const { principal } = situation;
  if (!("account" in principal)) return [{ side: "resource" }];
  const both = situation.crossAccount || situation.bothMustAllow;
  const byResource = !both && (byRole !== "no" || (situation.resourceMustAllow && resource === "no"));
  if (!byResource) need("identity", identity);
  const namedDirectly =
    byResource && byRole === "no" && principal.kind !== "role" && principal.kind !== "roleSession";
  if (!namedDirectly) {
    need("permissionsBoundary", boundary);
    need("session", session);
  }
  if (both || situation.resourceMustAllow) need("resource", resource);
  return sides;
}
