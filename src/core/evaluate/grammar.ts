import type { Statement } from "../policy/model.ts";
import type { Span } from "../text/span.ts";
import type { EvaluatedKind } from "./model.ts";
import { readOperatorName } from "./operators/operatorNames.ts";
import { matchesPattern, wildcardsOf } from "./pattern.ts";
import { statementElements } from "../policy/statementElements.ts";
import { trustActions } from "../policy/trustActions.ts";

/** A reason for which AWS would not store the statement. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
}

/**
 * What in a statement AWS would refuse in this kind of policy. Such a statement takes no part in a decision: a role or
 * a bucket that has it cannot exist.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function refusals(statement: Statement, kind: EvaluatedKind): Refusal[] {
  return [
    ...memberRefusals(statement),
    ...effectRefusals(statement),
    ...principalRefusals(statement, kind),
    ...actionRefusals(statement, kind),
    ...resourceRefusals(statement, kind),
    ...conditionRefusals(statement),
  ];
}

/** A misspelt `Condition` would otherwise be a statement without one. */
function memberRefusals({ members }: Statement): Refusal[] {
  return members.flatMap(({ name }) =>
    statementElements.includes(name.value)
      ? []
      : [{ code: "unknownElement", message: `${name.value} is no element of a statement.`, span: name.span }],
  );
}

function effectRefusals({ effect, span }: Statement): Refusal[] {
  if (effect?.value === "Allow" || effect?.value === "Deny") return [];
  const message =
    effect === undefined ? "The statement has no Effect." : `Effect is "Allow" or "Deny", written so.`;
  return [{ code: "effect", message, span: effect?.span ?? span }];
}

function principalRefusals(
  { principal, notPrincipal, effect, span }: Statement,
  kind: EvaluatedKind,
): Refusal[] {
  const named = principal ?? notPrincipal;
  if (kind === "identity" || kind === "session" || kind === "boundary" || kind === "scp") {
    if (named === undefined) return [];
    return [{ code: "principal", message: "A policy of this kind has no Principal.", span: named.span }];
  }
  if (named === undefined) return [{ code: "principal", message: "The statement has no Principal.", span }];
  if (notPrincipal === undefined) return [];
  if (principal !== undefined) return [both("Principal", notPrincipal.span)];
  if (kind === "trust") {
    return [
      { code: "notPrincipal", message: "A trust policy has no NotPrincipal.", span: notPrincipal.span },
    ];
  }
  if (kind === "rcp") {
    return [
      {
        code: "notPrincipal",
        message: "A resource control policy has no NotPrincipal.",
        span: notPrincipal.span,
      },
    ];
  }
  if (effect?.value !== "Allow") return [];
  return [{ code: "notPrincipal", message: "NotPrincipal goes only with Deny.", span: notPrincipal.span }];
}

function actionRefusals({ action, notAction, span }: Statement, kind: EvaluatedKind): Refusal[] {
  const named = action ?? notAction;
  if (named === undefined || named.items.length === 0) {
    return [{ code: "action", message: "The statement names no Action.", span: named?.span ?? span }];
  }
  if (action !== undefined && notAction !== undefined) return [both("Action", notAction.span)];
  if (kind !== "trust" || action === undefined) return [];
  return action.items.flatMap((item) => {
    const pattern = wildcardsOf(item.value.toLowerCase());
    if (trustActions.some((name) => matchesPattern(pattern, name.toLowerCase()))) return [];
    return [{ code: "trustAction", message: `A trust policy cannot name ${item.value}.`, span: item.span }];
  });
}

function resourceRefusals({ resource, notResource, span }: Statement, kind: EvaluatedKind): Refusal[] {
  const named = resource ?? notResource;
  if (kind === "trust") {
    if (named === undefined) return [];
    return [
      {
        code: "resource",
        message: "A trust policy has no Resource: it is the role's own.",
        span: named.span,
      },
    ];
  }
  if (named === undefined || named.items.length === 0) {
    return [{ code: "resource", message: "The statement names no Resource.", span: named?.span ?? span }];
  }
  return resource !== undefined && notResource !== undefined ? [both("Resource", notResource.span)] : [];
}

function conditionRefusals({ conditions }: Statement): Refusal[] {
  return conditions.flatMap(({ operator }) =>
    readOperatorName(operator.value) === undefined
      ? [{ code: "operator", message: `${operator.value} is no condition operator.`, span: operator.span }]
      : [],
  );
}

function both(element: string, span: Span): Refusal {
  return { code: "bothForms", message: `${element} and Not${element} stand in one statement.`, span };
}
