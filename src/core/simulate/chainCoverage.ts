import { decide } from "../evaluate/decide.ts";
import type { Decision, StatementOutcome } from "../evaluate/model.ts";
import type { Statement } from "../policy/model.ts";
import type { Span } from "../text/span.ts";
import { documentOf } from "./explainRequest.ts";
import type { AccessResult, ChainDocument, ChainResult, HopResult } from "./model.ts";

/** What exercises something: a hop or a check, by its index in the config. */
export interface Exerciser {
  readonly kind: "hop" | "check";
  readonly index: number;
}

export interface ConditionCoverage {
  readonly operator: string;
  readonly key: string;
  readonly span: Span;
  /** The steps in which it held, and those in which it did not. */
  readonly held: readonly Exerciser[];
  readonly refuted: readonly Exerciser[];
}

export interface StatementCoverage {
  /** Position in the document, from 0. */
  readonly statement: number;
  readonly sid?: string;
  readonly span: Span;
  /** The steps to which it applies, or may apply. */
  readonly matched: readonly Exerciser[];
  readonly conditions: readonly ConditionCoverage[];
}

export interface DocumentCoverage {
  readonly document: ChainDocument;
  readonly statements: readonly StatementCoverage[];
}

/** Which statements and conditions the hops and checks of a chain exercise: one entry for each document it names. */
export function chainCoverage({ chain, hops, checks }: ChainResult): readonly DocumentCoverage[] {
  const drafts = new Map(chain.documents.map((document) => [document, draftOf(document)]));
  const add = (step: HopResult | AccessResult) => {
    const by: Exerciser = { kind: step.kind, index: step.index };
    for (const { request } of step.requests) {
      const decision = decide(request);
      for (const part of [decision, ...decision.alsoNeeded]) addDecision(part, by);
    }
  };
  const addDecision = ({ layers }: Decision, by: Exerciser) => {
    for (const { side, documents } of layers) {
      for (const { policy, outcomes } of documents) {
        const document = documentOf(chain.documents, side, policy);
        const draft = document === undefined ? undefined : drafts.get(document);
        for (const [index, outcome] of outcomes.entries()) note(draft?.[index], outcome, by);
      }
    }
  };
  for (const hop of hops) add(hop);
  for (const check of checks) if (check.kind === "check") add(check);
  return [...drafts].map(([document, statements]) => ({ document, statements }));
}

interface Draft extends StatementCoverage {
  readonly matched: Exerciser[];
  readonly conditions: readonly (ConditionCoverage & {
    readonly held: Exerciser[];
    readonly refuted: Exerciser[];
  })[];
}

function draftOf({ policy }: ChainDocument): readonly Draft[] {
  return policy.statements.map((statement: Statement) => ({
    statement: statement.index,
    ...(statement.sid === undefined ? {} : { sid: statement.sid.value }),
    span: statement.span,
    matched: [],
    conditions: statement.conditions.map(({ operator, key, span }) => ({
      operator: operator.value,
      key: key.value,
      span,
      held: [],
      refuted: [],
    })),
  }));
}

/** Conditions are looked at only when action, principal and resource match. */
function note(draft: Draft | undefined, { applies, reasons }: StatementOutcome, by: Exerciser): void {
  if (draft === undefined) return;
  if (applies !== "no") once(draft.matched, by);
  if (applies === "no" && reasons.some(({ element }) => element !== "condition")) return;
  for (const condition of draft.conditions) {
    const reason = reasons.find(
      (one) => one.element === "condition" && one.span.start === condition.span.start,
    );
    if (reason === undefined) once(condition.held, by);
    else if (reason.element === "condition" && reason.truth === "no") once(condition.refuted, by);
  }
}

function once(list: Exerciser[], by: Exerciser): void {
  const last = list.at(-1);
  if (last?.kind !== by.kind || last.index !== by.index) list.push(by);
}
