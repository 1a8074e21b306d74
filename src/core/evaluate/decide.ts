import type { Situation } from "./access.ts";
import { answer, type Findings } from "./answer.ts";
import { barrierOf } from "./barrier.ts";
import { mergeDecisions } from "./merge.ts";
import { addProblems, evaluateLayer, kindOf, type LayerResult } from "./layer.ts";
import type {
  Decision,
  DecisionRequest,
  EvaluationProblem,
  PolicyDocument,
  Principal,
  Side,
  Truth,
} from "./model.ts";
import { accountOf, isServiceLinkedRole } from "./principal.ts";
import { requestContext } from "./requestContext.ts";
import type { PreparedRequest } from "./statement.ts";
import { permissionOnlyActions } from "./session.ts";
import { targetOf, type Target } from "./target.ts";
import { or } from "./truth.ts";

/**
 * May the principal do the action on the resource? Never throws: what is wrong with a policy is part of the answer.
 * The rules are those of AWS's documented evaluation logic:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(request: DecisionRequest): Decision {
  const decision = decideAction(request, request.action);
  const also = permissionOnlyActions(request);
  return also.length === 0
    ? decision
    : mergeDecisions(
        decision,
        also.map((action) => decideAction(request, action)),
      );
}

function decideAction(request: DecisionRequest, action: string): Decision {
  const { principal } = request;
  const lowerCaseAction = action.toLowerCase();
  const target = targetOf(request, lowerCaseAction);
  const evaluated = evaluateLayers(request, lowerCaseAction, target);
  const account = accountOf(principal);
  const opened = isOwnersRoot(principal, lowerCaseAction, target.account);
  return answer({
    ...evaluated,
    action,
    request,
    isTrust: target.isTrust,
    barrier: barrierOf(request, lowerCaseAction, target.resource),
    deny: denial(evaluated.layers, opened ? "resource" : undefined),
    situation: {
      ...evaluated,
      principal,
      crossAccount: account !== undefined && account !== target.account,
      resourceMustAllow: target.mustAllow,
      bothMustAllow: lowerCaseAction === "sts:setsourceidentity" && isRole(principal),
    },
  });
}

type EvaluatedLayers = Pick<
  Situation,
  "identity" | "permissionsBoundary" | "session" | "resource" | "serviceControl"
> &
  Pick<Findings, "layers" | "problems">;

/** Evaluates the layers that this caller has: policies of its own only in an account, and not for its root user. */
function evaluateLayers(request: DecisionRequest, lowerCaseAction: string, target: Target): EvaluatedLayers {
  const { principal, policies } = request;
  const hasPolicies = "account" in principal && principal.kind !== "root";
  const prepared: PreparedRequest = {
    principal,
    lowerCaseAction,
    resource: target.resource,
    lookUp: requestContext(request, target.account),
    hasBoundary: hasPolicies && policies.permissionsBoundary !== undefined,
  };
  const layers: LayerResult[] = [];
  const problems: EvaluationProblem[] = [];
  const evaluate = (side: Side, documents: readonly PolicyDocument[], level?: number): LayerResult => {
    const layer = evaluateLayer(side, level, documents, prepared, target.isTrust);
    layers.push(layer);
    for (const document of documents) addProblems(problems, document, kindOf(side, target.isTrust));
    return layer;
  };
  const limit = (side: Side, documents: readonly PolicyDocument[] | undefined) =>
    hasPolicies && documents !== undefined && documents.length > 0 ? evaluate(side, documents) : undefined;
  const organization = (side: Side, levels: readonly (readonly PolicyDocument[])[] = []) =>
    levels.flatMap((documents, level) => (documents.length === 0 ? [] : [evaluate(side, documents, level)]));
  const isExempt = isServiceLinkedRole(principal);
  const evaluated = {
    identity: hasPolicies ? evaluate("identity", policies.identity ?? []) : undefined,
    permissionsBoundary: limit("permissionsBoundary", listOf(policies.permissionsBoundary)),
    session: limit("session", policies.session),
    resource: policies.resource === undefined ? undefined : evaluate("resource", [policies.resource]),
    serviceControl:
      "account" in principal && !isExempt ? organization("serviceControl", policies.serviceControl) : [],
  };
  if (!isExempt) organization("resourceControl", policies.resourceControl);
  return { ...evaluated, layers, problems };
}

/** Whether some layer denies, but for the one that has no say. */
function denial(layers: readonly LayerResult[], silent: Side | undefined): Truth {
  let deny: Truth = "no";
  for (const layer of layers) if (layer.side !== silent) deny = or(deny, layer.deny);
  return deny;
}

/**
 * So that nobody locks himself out of a bucket, its owner's root user may always read, replace and delete the bucket
 * policy, whatever it denies.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html
 */
function isOwnersRoot(
  principal: Principal,
  lowerCaseAction: string,
  resourceAccount: string | undefined,
): boolean {
  return (
    principal.kind === "root" &&
    principal.account === resourceAccount &&
    /^s3:(get|put|delete)bucketpolicy$/.test(lowerCaseAction)
  );
}

function isRole({ kind }: Principal): boolean {
  return kind === "role" || kind === "roleSession";
}

function listOf(document: PolicyDocument | undefined): readonly PolicyDocument[] | undefined {
  return document === undefined ? undefined : [document];
}
