import { decide } from "../evaluate/decide.ts";
import { barrierMessage } from "../evaluate/barrier.ts";
import type { Decision, MissingAllow, Side, StatementReference } from "../evaluate/model.ts";
import { notModelled } from "../evaluate/notModelled.ts";
import { optional } from "../optional.ts";
import type { PolicyKind } from "../policy/model.ts";
import type { ChainDocument, ChainResult, RequestResult } from "./model.ts";

/** A statement with the document it stands in; its span is an offset of that document's text as written. */
export interface StatementPlace extends StatementReference {
  readonly document: ChainDocument;
}

/** A side that must allow and does not. */
export interface MissingPlace extends Omit<MissingAllow, "nearest"> {
  /** Where the suggested statement belongs: a document of the user's own. Undefined: the config names none yet. */
  readonly document?: ChainDocument;
  /** The Allow statement that came closest, with why it does not apply. */
  readonly nearest?: StatementPlace & Pick<NonNullable<MissingAllow["nearest"]>, "reasons">;
}

export interface Explanation {
  /** Everything that the engine says, each layer's verdict included. */
  readonly decision: Decision;
  /** The statements that decide; of an undetermined decision, those with the open keys. */
  readonly decidedBy: readonly StatementPlace[];
  readonly missing: readonly MissingPlace[];
  /** The rule outside the policies that ends the matter, as a sentence. */
  readonly barrier?: string;
  /** What AWS would look at and a simulation does not, as noun phrases. */
  readonly notModelled: readonly string[];
}

/**
 * Why a request of a simulation is decided as it is, with the place of everything. Computed when it is asked for: a
 * simulation keeps the decisions only.
 */
export function explainRequest({ chain }: ChainResult, { request }: RequestResult): Explanation {
  const decision = decide(request);
  const place = (reference: StatementReference): StatementPlace[] => {
    const document = documentOf(chain.documents, reference.side, reference.policy);
    return document === undefined ? [] : [{ ...reference, document }];
  };
  return {
    decision,
    decidedBy: decision.decidedBy.flatMap(place),
    missing: decision.missing.map(({ nearest, ...missing }) => {
      const [near] = nearest === undefined ? [] : place(nearest);
      const home = homeOf(near?.document, chain.documents, missing, request);
      return {
        ...missing,
        ...optional("document", home),
        ...(near === undefined || nearest === undefined
          ? {}
          : { nearest: { ...near, reasons: nearest.reasons } }),
      };
    }),
    ...optional("barrier", decision.barrier && barrierMessage(decision.barrier)),
    notModelled: notModelled(request),
  };
}

const kinds: Readonly<Record<Side, readonly PolicyKind[]>> = {
  identity: ["identity"],
  permissionsBoundary: ["boundary"],
  session: ["session"],
  resource: ["trust", "bucket"],
  serviceControl: ["scp"],
  resourceControl: ["rcp"],
};

/** The document that a decision cites, by its side and its name. */
export function documentOf(
  documents: readonly ChainDocument[],
  side: Side,
  name: string,
): ChainDocument | undefined {
  return documents.find((document) => document.name === name && kinds[side].includes(document.kind));
}

/** The document that came closest, when it is the user's own; else the last own document of that side. */
function homeOf(
  nearest: ChainDocument | undefined,
  documents: readonly ChainDocument[],
  { side, level }: Pick<MissingAllow, "side" | "level">,
  { policies }: RequestResult["request"],
): ChainDocument | undefined {
  if (nearest !== undefined && nearest.source.kind !== "awsManaged") return nearest;
  const layer = {
    identity: policies.identity,
    permissionsBoundary: policies.permissionsBoundary && [policies.permissionsBoundary],
    session: policies.session,
    resource: policies.resource && [policies.resource],
    serviceControl: policies.serviceControl?.[level ?? 0],
    resourceControl: policies.resourceControl?.[level ?? 0],
  }[side];
  return (layer ?? [])
    .flatMap(({ name }) => documentOf(documents, side, name) ?? [])
    .filter(({ source }) => source.kind !== "awsManaged")
    .at(-1);
}
