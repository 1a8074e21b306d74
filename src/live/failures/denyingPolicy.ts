import { optional } from "../../core/optional.ts";
import type { AccessDeniedMessage, DenyingPolicy } from "./accessDeniedMessage.ts";
import type { Explanation } from "./problem.ts";

/** What the words are made of: the request, and whose policies they are. */
export interface DeniedRequest {
  readonly action: string;
  readonly resource: string;
  /** Which file the resource's own policy is. */
  readonly resourcePolicy: "trustPolicy" | "bucketPolicy";
  /** What to name in the resource's policy; undefined where the caller is not known. */
  readonly principal: string | undefined;
  /** Whose identity policies apply, as the end of "a policy of …". */
  readonly callersPolicy: string;
}

/** AccessDenied where the service named the policy type. */
export function explainDenyingPolicy(
  headline: string,
  message: AccessDeniedMessage & { readonly reason: NonNullable<AccessDeniedMessage["reason"]> },
  request: DeniedRequest,
): Explanation {
  const { policy, explicit, policyArn } = message.reason;
  const action = message.action ?? request.action;
  const resource = message.resource ?? request.resource;
  const which = policyArn === undefined ? "" : ` (${policyArn})`;
  const owner = ownerOf(policy, request);
  const cause = explicit
    ? `${owner.subject}${which} has a Deny statement that matches ${action} on ${resource}.`
    : `${owner.missing}${which} allows ${action} on ${resource}.`;
  return {
    headline,
    causes: [cause, ...(owner.caveat === undefined ? [] : [owner.caveat])],
    fixes: [
      explicit
        ? `Find that Deny statement: narrow its Principal, Action, Resource or Condition. No Allow outweighs it.`
        : owner.allow(action, resource),
      "Another policy may refuse as well: AWS names only one type. Run the check again afterwards.",
    ],
    ...optional("look", owner.look),
  };
}

interface Owner {
  readonly subject: string;
  readonly missing: string;
  readonly allow: (action: string, resource: string) => string;
  readonly look?: NonNullable<Explanation["look"]>;
  readonly caveat?: string;
}

function ownerOf(policy: DenyingPolicy, request: DeniedRequest): Owner {
  const name = request.resourcePolicy === "trustPolicy" ? "role's trust policy" : "bucket's policy";
  const ofResource: Owner = {
    subject: `The ${name}`,
    missing: `No statement of the ${name}`,
    allow: (action) =>
      `In the ${name}, allow ${action} to ${request.principal === undefined ? "the caller" : `"${request.principal}"`}.`,
    look: request.resourcePolicy,
  };
  switch (policy) {
    case "trust":
    case "resource":
      return ofResource;
    case "identity":
      return {
        subject: `An identity policy of ${request.callersPolicy}`,
        missing: `No identity policy of ${request.callersPolicy}`,
        allow: (action, resource) =>
          `In an identity policy of ${request.callersPolicy}, allow ${action} on "${resource}".`,
        look: "identityPolicy",
      };
    case "session":
      return {
        subject: "The session policy",
        missing: "No statement of the session policy",
        allow: (action, resource) =>
          `In the session policy, allow ${action} on "${resource}": a session may do only what both it and the role's policies allow.`,
        look: "sessionPolicy",
      };
    case "boundary":
      return {
        subject: `The permissions boundary of ${request.callersPolicy}`,
        missing: `No statement of the permissions boundary of ${request.callersPolicy}`,
        allow: (action, resource) => `In the permissions boundary, allow ${action} on "${resource}".`,
        look: "identityPolicy",
      };
    case "serviceControl":
      return organization("service control policy", "the caller's account");
    case "resourceControl":
      return organization("resource control policy", "the resource's account");
    case "vpcEndpoint":
      return {
        subject: "The policy of the VPC endpoint that the call went through",
        missing: "No statement of the policy of the VPC endpoint that the call went through",
        allow: (action, resource) => `In the VPC endpoint's policy, allow ${action} on "${resource}".`,
      };
    case "blockPublicAccess":
      return {
        subject:
          "S3 Block Public Access refuses the change: it makes the bucket public, so the account or the bucket",
        missing: "S3 Block Public Access",
        allow: () => "Make the policy or ACL not public, or change Block Public Access.",
        look: "bucketPolicy",
      };
  }
}

/** An organization's policies are rarely in reach of the user; and a missing Allow in an SCP is reported as a Deny. */
function organization(name: string, where: string): Owner {
  return {
    subject: `A ${name} of the organization, which applies to ${where},`,
    missing: `No ${name} of the organization, which applies to ${where},`,
    allow: (action) => `Ask the organization's administrator to allow ${action} in the ${name}.`,
    caveat: `Only an administrator of the organization can see or change a ${name}; what is reported as a Deny may also be a missing Allow there.`,
  };
}
