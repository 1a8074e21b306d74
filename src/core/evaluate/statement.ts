import type { CompiledStatement } from "./compile.ts";
import type { Principal, Reason, StatementOutcome } from "./model.ts";
import type { ArnText } from "./pattern.ts";
import { naming, type Naming } from "./principalElement.ts";
import type { LookUp } from "./variables.ts";

/** A request made ready for every statement. */
export interface PreparedRequest {
  readonly principal: Principal;
  readonly lowerCaseAction: string;
  readonly resource: ArnText;
  readonly lookUp: LookUp;
  readonly hasBoundary: boolean;
}

/** How a statement of any policy fares. Elements are tried in the order action, principal, resource, conditions. */
export function evaluateStatement(compiled: CompiledStatement, request: PreparedRequest): StatementOutcome {
  const { statement, outcomes, coversResource, conditions } = compiled;
  if (!compiled.coversAction(request.lowerCaseAction)) return outcomes.otherAction;
  let reasons: Reason[] | undefined;
  const names = namesCaller(compiled, request);
  if (compiled.principals?.unfilled !== undefined && (compiled.principals.not || names === naming.none)) {
    reasons = [{ element: "principal", unknownKeys: compiled.principals.unfilled }];
  } else if (names === naming.none) {
    return outcomes.otherPrincipal;
  }
  if (coversResource !== undefined) {
    const covered = coversResource(request.resource, request.lookUp);
    if (covered === "no") return outcomes.otherResource;
    if (typeof covered !== "string") (reasons ??= []).push({ element: "resource", unknownKeys: covered });
  }
  let refuted = false;
  for (const evaluate of conditions) {
    const reason = evaluate(request.lookUp);
    if (reason === undefined) continue;
    (reasons ??= []).push(reason);
    refuted ||= reason.truth === "no";
  }
  if (reasons === undefined) return outcomes.applies;
  return { statement, applies: refuted ? "no" : "unknown", reasons };
}

/**
 * How the statement names the caller; a statement without Principal is about the identity that has the policy.
 * NotPrincipal goes with Deny only, and spares no caller that has a permissions boundary:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function namesCaller({ principals }: CompiledStatement, request: PreparedRequest): Naming {
  if (principals === undefined) return naming.direct;
  if (!principals.not) return principals.names(request.principal);
  return !request.hasBoundary && principals.exempts(request.principal) ? naming.none : naming.direct;
}
