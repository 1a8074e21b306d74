import type { Barrier, DecisionRequest } from "./model.ts";
import type { ArnText } from "./pattern.ts";

const signedOutActions: Readonly<Record<string, "webIdentity" | "saml">> = {
  "sts:assumerolewithwebidentity": "webIdentity",
  "sts:assumerolewithsaml": "saml",
};

/** What no policy can change about this request. */
export function barrierOf(
  { principal }: DecisionRequest,
  lowerCaseAction: string,
  resource: ArnText,
): Barrier | undefined {
  // Credentials are of one partition: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
  const partition = resource.fields?.[1];
  if ("partition" in principal && partition !== undefined && partition !== principal.partition)
    return "otherPartition";
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  if (lowerCaseAction === "sts:getcalleridentity" && "account" in principal)
    return "callerIdentityNeedsNoPermission";
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  if (lowerCaseAction === "sts:assumerole") {
    if (principal.kind === "root") return "rootCannotAssumeRole";
    // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
    if (principal.kind === "federatedUser") return "federationTokenCannotAssumeRole";
    if (principal.kind === "anonymous") return "wrongKindOfCaller";
  }
  if (principal.kind === "webIdentity" || principal.kind === "saml") {
    const own =
      signedOutActions[lowerCaseAction] ?? (sessionActions.has(lowerCaseAction) ? principal.kind : undefined);
    return own === principal.kind ? undefined : "wrongKindOfCaller";
  }
  return lowerCaseAction in signedOutActions ? "wrongKindOfCaller" : undefined;
}

/** Decided together with the call that needs them. */
const sessionActions = new Set(["sts:tagsession", "sts:setsourceidentity", "sts:setcontext"]);

/** The rule in words; undefined for the one that allows. */
export function barrierMessage(barrier: Barrier): string | undefined {
  switch (barrier) {
    case "otherPartition":
      return "The caller and the resource are in different partitions: its credentials are not valid there.";
    case "rootCannotAssumeRole":
      return "The root user of an account cannot call AssumeRole.";
    case "federationTokenCannotAssumeRole":
      return "A session from GetFederationToken cannot call AssumeRole.";
    case "wrongKindOfCaller":
      return "This kind of caller cannot do this action.";
    case "callerIdentityNeedsNoPermission":
      return undefined;
  }
}
