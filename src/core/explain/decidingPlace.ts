import type { Decision, Side, StatementReference } from "../evaluate/model.ts";
import type { Span } from "../text/span.ts";

/** A stretch of a policy, by the name that decisions cite it by. */
export interface PolicyPlace {
  readonly policy: string;
  readonly span: Span;
}

/** The policy of the resource is where one looks first: it is what another account has to agree to. */
const order: readonly Side[] = [
  "resource",
  "identity",
  "session",
  "permissionsBoundary",
  "resourceControl",
  "serviceControl",
];

/**
 * Where a reader should look: at the statement that decided; for an implicit denial at the one that came closest, or
 * at the policy that should have allowed. Undefined where there is no such policy.
 */
export function decidingPlace({ decidedBy, missing, layers }: Decision): PolicyPlace | undefined {
  const decided = bySide(decidedBy);
  if (decided !== undefined) return decided;
  const nearest = missing.find((side) => side.nearest !== undefined)?.nearest;
  if (nearest !== undefined) return nearest;
  for (const { side } of missing) {
    const document = layers.find((layer) => layer.side === side)?.documents[0];
    if (document !== undefined) return { policy: document.policy, span: { start: 0, end: 0 } };
  }
  return undefined;
}

function bySide(references: readonly StatementReference[]): StatementReference | undefined {
  for (const side of order) {
    const found = references.find((reference) => reference.side === side);
    if (found !== undefined) return found;
  }
  return undefined;
}
