import type { LayerResult } from "./layer.ts";
import { reference } from "./layer.ts";
import type { MissingAllow, Principal, Reason, Side, StatementOutcome, SuggestedStatement } from "./model.ts";
import { principalToName } from "./principalElement.ts";

/** What the missing statement is about. */
export interface Wanted {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly isTrust: boolean;
}

/** The side with the statement that would make it allow exactly this request. */
export function missingAllow(
  { side, level }: { readonly side: Side; readonly level?: number },
  layers: readonly LayerResult[],
  wanted: Wanted,
): MissingAllow {
  const layer = layers.find((candidate) => candidate.side === side && candidate.level === level);
  const nearest = layer === undefined ? undefined : nearestAllow(layer);
  return {
    side,
    ...(level === undefined ? {} : { level }),
    suggestion: suggest(side, wanted),
    ...(nearest === undefined ? {} : { nearest }),
  };
}

function suggest(side: Side, { principal, action, resource, isTrust }: Wanted): SuggestedStatement {
  if (side !== "resource") return { Effect: "Allow", Action: action, Resource: resource };
  const named = { Effect: "Allow", Principal: principalToName(principal), Action: action } as const;
  return isTrust ? named : { ...named, Resource: resource };
}

/** The later an element fails, the nearer the statement was. */
const steps: Readonly<Record<Reason["element"], number>> = {
  statement: 0,
  action: 0,
  principal: 1,
  resource: 2,
  condition: 3,
};

function nearestAllow({ side, documents }: LayerResult): MissingAllow["nearest"] {
  let best: { document: string; outcome: StatementOutcome; step: number } | undefined;
  for (const { policy, outcomes } of documents) {
    for (const outcome of outcomes) {
      if (outcome.statement.effect?.value !== "Allow") continue;
      const step = Math.max(0, ...outcome.reasons.map(({ element }) => steps[element]));
      if (step > (best?.step ?? 0)) best = { document: policy, outcome, step };
    }
  }
  if (best === undefined) return undefined;
  return { ...reference(side, best.document, best.outcome), reasons: best.outcome.reasons };
}
