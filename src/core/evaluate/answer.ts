import { optional } from "../optional.ts";
import { isDirectGrant, lackingSides, permits, type Situation } from "./access.ts";
import { reference, verdictOf, weigh, type Hit, type LayerResult } from "./layer.ts";
import { missingAllow } from "./missing.ts";
import type {
  Barrier,
  Decision,
  DecisionRequest,
  EvaluationProblem,
  Reason,
  StatementReference,
  Truth,
} from "./model.ts";
import { naming } from "./principalElement.ts";

/** What was found about one action, from which its answer is made. */
export interface Findings {
  readonly action: string;
  readonly request: DecisionRequest;
  readonly situation: Situation;
  readonly layers: readonly LayerResult[];
  readonly problems: readonly EvaluationProblem[];
  readonly isTrust: boolean;
  readonly barrier: Barrier | undefined;
  readonly deny: Truth;
}

/** Weighs the findings against each other. */
export function answer(findings: Findings): Decision {
  const { action, request, situation, layers, problems, barrier } = findings;
  const free = barrier === "callerIdentityNeedsNoPermission";
  const permit: Truth = free ? "yes" : barrier === undefined ? permits(situation) : "no";
  const deny = free ? "no" : findings.deny;
  const decision = weigh(deny, permit);
  const possible: Decision["possible"][number][] = [];
  if (deny !== "yes" && permit !== "no") possible.push("allowed");
  if (deny !== "no") possible.push("explicitlyDenied");
  if (deny !== "yes" && permit !== "yes") possible.push("implicitlyDenied");
  const wanted = {
    principal: request.principal,
    action,
    resource: request.resource,
    isTrust: findings.isTrust,
    context: request.context ?? {},
  };
  return {
    decision,
    possible,
    action,
    crossAccount: situation.crossAccount,
    decidedBy: decidedBy(decision, situation, layers, permit),
    layers: layers.map(verdictOf),
    missing:
      decision === "implicitlyDenied" && barrier === undefined
        ? lackingSides(situation).map((side) => missingAllow(side, layers, wanted))
        : [],
    undetermined: decision === "undetermined" ? undeterminedKeys(layers, permit) : [],
    problems,
    alsoNeeded: [],
    ...optional("barrier", barrier),
  };
}

/** The statements behind the decision; for an undetermined one, those that the unknown keys are in. */
function decidedBy(
  decision: Decision["decision"],
  situation: Situation,
  layers: readonly LayerResult[],
  permit: Truth,
): StatementReference[] {
  if (decision === "implicitlyDenied") return [];
  const direct = decision === "allowed" && isDirectGrant(situation);
  const references: StatementReference[] = [];
  for (const layer of layers) {
    if (direct && layer.side !== "resource") continue;
    for (const hit of layer.hits) {
      const counts =
        decision === "undetermined"
          ? mayTurn(hit, layer, permit)
          : hit.outcome.applies === "yes" &&
            hit.effect === (decision === "allowed" ? "Allow" : "Deny") &&
            (!direct || hit.names === naming.direct);
      if (counts) references.push(reference(layer.side, hit.document, hit.outcome));
    }
  }
  return references;
}

/** The keys of the statements that could still turn the decision. */
function undeterminedKeys(layers: readonly LayerResult[], permit: Truth): string[] {
  const keys = new Set<string>();
  for (const layer of layers) {
    for (const hit of layer.hits) {
      if (!mayTurn(hit, layer, permit)) continue;
      for (const key of hit.outcome.reasons.flatMap(unknownKeysOf)) keys.add(key);
    }
  }
  return [...keys];
}

/** A possible denial always may; a possible permission where it is needed, and not certain from elsewhere. */
function mayTurn({ outcome, effect, names }: Hit, { allowBy }: LayerResult, permit: Truth): boolean {
  if (outcome.applies !== "unknown") return false;
  if (effect === "Deny") return true;
  const certain = Object.values(naming).some((other) => other >= names && allowBy[other] === "yes");
  return permit !== "yes" && !certain;
}

function unknownKeysOf(reason: Reason): readonly string[] {
  return (reason.element === "statement" ? undefined : reason.unknownKeys) ?? [];
}
