import type { LayerResult } from "./layer.ts";
import { reference } from "./layer.ts";
import type {
  DecisionRequest,
  MissingAllow,
  Principal,
  Reason,
  Side,
  StatementOutcome,
  SuggestedStatement,
} from "./model.ts";
import { providerName } from "./principal.ts";
import { principalToName } from "./principalElement.ts";

/** What the missing statement is about. */
export interface Wanted {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly isTrust: boolean;
  readonly context: NonNullable<DecisionRequest["context"]>;
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

function suggest(side: Side, { principal, action, resource, isTrust, context }: Wanted): SuggestedStatement {
  if (side !== "resource") return { Effect: "Allow", Action: action, Resource: resource };
  const named = { Effect: "Allow", Principal: principalToName(principal), Action: action } as const;
  if (!isTrust) return { ...named, Resource: resource };
  const claims = claimsOf(principal, context);
  return claims === undefined ? named : { ...named, Condition: { StringEquals: claims } };
}

/**
 * The audience and the subject of an identity token, as far as they are known: to trust a provider without them is to
 * trust everyone whom it knows.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
function claimsOf(
  principal: Principal,
  context: Wanted["context"],
): Readonly<Record<string, string>> | undefined {
  if (principal.kind !== "webIdentity" && principal.kind !== "saml") return undefined;
  const prefix = principal.kind === "saml" ? "saml" : providerName(principal.provider).toLowerCase();
  const keys = new Set(["aud", "sub"].map((claim) => `${prefix}:${claim}`));
  const claims = Object.entries(context).flatMap(([key, value]) =>
    keys.has(key.toLowerCase()) && typeof value === "string" ? [[key, value] as const] : [],
  );
  return claims.length === 0 ? undefined : Object.fromEntries(claims);
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
