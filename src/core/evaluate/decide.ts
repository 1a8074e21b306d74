import { optional } from "../optional.ts";
import { isDirectGrant, lackingSides, permits, type Situation } from "./access.ts";
import { barrierOf } from "./barrier.ts";
import { mergeDecisions } from "./merge.ts";
import {
  evaluateLayer,
  kindOf,
  addProblems,
  reference,
  verdictOf,
  weigh,
  type Hit,
  type LayerResult,
} from "./layer.ts";
import { missingAllow } from "./missing.ts";
import type {
  Barrier,
  Decision,
  DecisionRequest,
  EvaluationProblem,
  PolicyDocument,
  Principal,
  Reason,
  Side,
  StatementReference,
  Truth,
} from "./model.ts";
import { arnText, type ArnText } from "./pattern.ts";
import { accountOf, isServiceLinkedRole } from "./principal.ts";
import { naming, type Naming } from "./principalElement.ts";
import { requestContext } from "./requestContext.ts";
import type { PreparedRequest } from "./statement.ts";
import { permissionOnlyActions } from "./session.ts";
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
  const { principal, policies } = request;
  const resource = resourceText(request);
  const account = accountOf(principal);
  const resourceAccount = ownerOf(resource, request, account);
  const lowerCaseAction = action.toLowerCase();
  const isTrust = isTrustAction(lowerCaseAction, resource);
  const prepared: PreparedRequest = {
    principal,
    lowerCaseAction,
    resource,
    lookUp: requestContext(request, resourceAccount),
    hasBoundary: policies.permissionsBoundary !== undefined,
  };
  const layers: LayerResult[] = [];
  const problems: EvaluationProblem[] = [];
  const evaluate = (side: Side, documents: readonly PolicyDocument[] | undefined, level?: number) => {
    if (documents === undefined) return undefined;
    const layer = evaluateLayer(side, level, documents, prepared, isTrust);
    layers.push(layer);
    for (const document of documents) addProblems(problems, document, kindOf(side, isTrust));
    return layer;
  };
  const ofAccount = account !== undefined;
  const limitable = ofAccount && !isServiceLinkedRole(principal);
  const hasPolicies = ofAccount && principal.kind !== "root";
  const situation: Situation = {
    principal,
    crossAccount: ofAccount && account !== resourceAccount,
    resourceMustAllow: isTrust || (lowerCaseAction.startsWith("kms:") && policies.resource !== undefined),
    bothMustAllow: lowerCaseAction === "sts:setsourceidentity" && isRole(principal),
    identity: evaluate("identity", hasPolicies ? (policies.identity ?? []) : undefined),
    permissionsBoundary: evaluate(
      "permissionsBoundary",
      hasPolicies ? listOf(policies.permissionsBoundary) : undefined,
    ),
    session: evaluate("session", hasPolicies ? nonEmpty(policies.session) : undefined),
    resource: evaluate("resource", listOf(policies.resource)),
    serviceControl: (limitable ? (policies.serviceControl ?? []) : []).flatMap((documents, level) => {
      const layer = evaluate("serviceControl", nonEmpty(documents), level);
      return layer === undefined ? [] : [layer];
    }),
  };
  for (const [level, documents] of (isServiceLinkedRole(principal)
    ? []
    : (policies.resourceControl ?? [])
  ).entries()) {
    evaluate("resourceControl", nonEmpty(documents), level);
  }
  const barrier = barrierOf(request, lowerCaseAction, resource);
  const opened = isOwnersRoot(principal, lowerCaseAction, resourceAccount);
  return answer({
    action,
    request,
    situation,
    layers,
    problems,
    isTrust,
    barrier,
    deny: denial(layers, opened ? "resource" : undefined),
  });
}

/** Whether some layer denies, but for the one that has no say. */
function denial(layers: readonly LayerResult[], silent: Side | undefined): Truth {
  let deny: Truth = "no";
  for (const layer of layers) if (layer.side !== silent) deny = or(deny, layer.deny);
  return deny;
}

interface Findings {
  readonly action: string;
  readonly request: DecisionRequest;
  readonly situation: Situation;
  readonly layers: readonly LayerResult[];
  readonly problems: readonly EvaluationProblem[];
  readonly isTrust: boolean;
  readonly barrier: Barrier | undefined;
  readonly deny: Truth;
}

function answer(findings: Findings): Decision {
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
  };
  return {
    decision,
    possible,
    action,
    crossAccount: situation.crossAccount,
    decidedBy: decidedBy(decision, situation, layers),
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
): StatementReference[] {
  if (decision === "implicitlyDenied") return [];
  const direct = decision === "allowed" && isDirectGrant(situation);
  const references: StatementReference[] = [];
  for (const { side, hits } of layers) {
    if (direct && side !== "resource") continue;
    for (const hit of hits) {
      if (counts(hit, decision) && (!direct || hit.names === naming.direct)) {
        references.push(reference(side, hit.document, hit.outcome));
      }
    }
  }
  return references;
}

function counts({ effect, outcome }: Hit, decision: Decision["decision"]): boolean {
  switch (decision) {
    case "explicitlyDenied":
      return effect === "Deny" && outcome.applies === "yes";
    case "allowed":
      return effect === "Allow" && outcome.applies === "yes";
    case "undetermined":
      return outcome.applies === "unknown";
    case "implicitlyDenied":
      return false;
  }
}

/** The keys that could still turn the decision: those of possible denials, and of permissions that are needed. */
function undeterminedKeys(layers: readonly LayerResult[], permit: Truth): string[] {
  const keys = new Set<string>();
  for (const { hits, allowBy } of layers) {
    for (const { outcome, effect, names } of hits) {
      if (outcome.applies !== "unknown") continue;
      if (effect === "Allow" && (permit === "yes" || alreadyAllows(allowBy, names))) continue;
      for (const key of outcome.reasons.flatMap(unknownKeysOf)) keys.add(key);
    }
  }
  return [...keys];
}

/** True when another statement of the layer allows for sure, and names the caller no less directly. */
function alreadyAllows(allowBy: LayerResult["allowBy"], names: Naming): boolean {
  return Object.values(naming).some((other) => other >= names && allowBy[other] === "yes");
}

function unknownKeysOf(reason: Reason): readonly string[] {
  return (
    (reason.element === "condition" || reason.element === "resource" ? reason.unknownKeys : undefined) ?? []
  );
}

/** An action without a resource is on `*`; for S3 policies write `arn:aws:s3:::*` as well. */
function resourceText({ resource, action, principal }: DecisionRequest): ArnText {
  if (resource !== "*" || !action.toLowerCase().startsWith("s3:")) return arnText(resource);
  const partition = "partition" in principal ? principal.partition : "aws";
  return { text: resource, fields: ["arn", partition, "s3", "", "", "*"] };
}

function ownerOf(
  { fields }: ArnText,
  { resourceAccount }: DecisionRequest,
  principalAccount: string | undefined,
): string | undefined {
  const inArn = fields?.[4];
  return inArn !== undefined && /^\d+$/.test(inArn) ? inArn : (resourceAccount ?? principalAccount);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html */
function isTrustAction(lowerCaseAction: string, { fields }: ArnText): boolean {
  return trustActions.has(lowerCaseAction) && fields?.[2] === "iam" && (fields[5] ?? "").startsWith("role/");
}

const trustActions = new Set([
  "sts:assumerole",
  "sts:assumerolewithsaml",
  "sts:assumerolewithwebidentity",
  "sts:tagsession",
  "sts:setsourceidentity",
  "sts:setcontext",
]);

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

function nonEmpty(documents: readonly PolicyDocument[] | undefined): readonly PolicyDocument[] | undefined {
  return documents === undefined || documents.length === 0 ? undefined : documents;
}
