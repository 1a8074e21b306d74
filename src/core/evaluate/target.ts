import { accountOf } from "./principal.ts";
import type { DecisionRequest } from "./model.ts";
import { arnText, type ArnText } from "./pattern.ts";

/** What a request is on, and by whose rules. */
export interface Target {
  readonly resource: ArnText;
  /** The owner; undefined when neither the ARN nor the request nor the caller tells. */
  readonly account: string | undefined;
  /** The resource is a role about to be assumed, so its policy is a trust policy. */
  readonly isTrust: boolean;
  /** The resource's own policy must allow even in the same account. */
  readonly mustAllow: boolean;
}

const assumeActions = new Set(["sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity"]);
/** Part of opening a session when they are on a role. */
const sessionActions = new Set(["sts:tagsession", "sts:setsourceidentity", "sts:setcontext"]);

/**
 * Trust policies always have to allow, and so do the policies of KMS keys.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function targetOf(request: DecisionRequest, lowerCaseAction: string): Target {
  const resource = resourceText(request);
  const { fields } = resource;
  const onRole = fields?.[2] === "iam" && (fields[5] ?? "").startsWith("role/");
  const isTrust = assumeActions.has(lowerCaseAction) || (onRole && sessionActions.has(lowerCaseAction));
  return {
    resource,
    account: ownerOf(resource, request),
    isTrust,
    mustAllow: isTrust || (lowerCaseAction.startsWith("kms:") && request.policies.resource !== undefined),
  };
}

/** An action without a resource is on `*`; for S3, policies write `arn:aws:s3:::*` as well. */
function resourceText({ resource, action, principal }: DecisionRequest): ArnText {
  if (resource !== "*" || !action.toLowerCase().startsWith("s3:")) return arnText(resource);
  const partition = "partition" in principal ? principal.partition : "aws";
  return { text: resource, fields: ["arn", partition, "s3", "", "", "*"] };
}

function ownerOf({ fields }: ArnText, { resourceAccount, principal }: DecisionRequest): string | undefined {
  const inArn = fields?.[4];
  return inArn !== undefined && /^\d+$/.test(inArn) ? inArn : (resourceAccount ?? accountOf(principal));
}
