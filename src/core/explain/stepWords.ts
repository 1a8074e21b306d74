import { decide } from "../evaluate/decide.ts";
import type { Decision, DecisionKind } from "../evaluate/model.ts";
import type { Expectation } from "../roleConfig/model.ts";
import type { ChainStep, DependsOn, RequestResult } from "../simulate/model.ts";
import { reasonInShort, reasonInWords } from "./words.ts";

const decisions = new WeakMap<RequestResult, Decision>();

/** The whole decision of a request; made when somebody wants to see more than its outcome. */
export function decisionOf(result: RequestResult): Decision {
  let decision = decisions.get(result);
  if (decision === undefined) {
    decision = decide(result.request);
    decisions.set(result, decision);
  }
  return decision;
}

/** The word that a config would expect for this decision. */
export function decisionAsExpected(decision: DecisionKind): Exclude<Expectation, "deny"> | "undetermined" {
  switch (decision) {
    case "allowed":
      return "allow";
    case "explicitlyDenied":
      return "explicitDeny";
    case "implicitlyDenied":
      return "implicitDeny";
    case "undetermined":
      return "undetermined";
  }
}

/** The request that tells most about a step: the first that failed, else the first undetermined one, else the first. */
export function tellingRequest({ requests }: ChainStep): RequestResult | undefined {
  return (
    requests.find(({ outcome }) => outcome.kind === "failed") ??
    requests.find(({ outcome }) => outcome.kind === "undetermined") ??
    requests[0]
  );
}

/** Why a step went as it did, in one line. */
export function stepReason(step: ChainStep): string {
  const { outcome } = step;
  if (outcome.kind === "cannotRun") return outcome.reason;
  if (outcome.kind === "undetermined") return dependsOn(outcome.dependsOn);
  if (step.kind === "identity") {
    return outcome.kind === "passed"
      ? `Would be ${step.actual ?? ""}`
      : `Would be ${step.actual ?? "somebody else"}, expected ${step.expected}`;
  }
  const request = tellingRequest(step);
  if (request === undefined) return "";
  const reason = requestReason(request);
  if (step.requests.length === 1) return reason;
  if (outcome.kind === "failed") return `${request.request.action}: ${reason}`;
  const same = step.requests.every((other) => requestReason(other) === reason);
  return same ? reason : `${step.requests.length} answers as expected`;
}

/** The same in few words, for a row. */
export function stepReasonInShort(step: ChainStep): string {
  const [request, another] = step.requests;
  const short = step.outcome.kind === "passed" && request !== undefined && another === undefined;
  return short ? reasonInShort(decisionOf(request)) : stepReason(step);
}

/** The same for one request of a step. */
export function requestReason(request: RequestResult): string {
  return request.outcome.kind === "undetermined"
    ? dependsOn(request.outcome.dependsOn)
    : reasonInWords(decisionOf(request));
}

function dependsOn({ keys, placeholders, parts }: DependsOn): string {
  return `Depends on: ${[...keys, ...placeholders, ...parts].join(", ")}`;
}
