import { arnResource, isAccountId, parseArn } from "../arn.ts";
import type { Principal } from "./model.ts";

/**
 * The principal that an ARN names as the caller of a request: a user, a role (any session of it), a role session, a
 * federated user or the root user. Undefined for anything that cannot call: a group, an instance profile, a
 * placeholder, another service's resource. ARN forms:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export function principalFromArn(text: string): Principal | undefined {
  const arn = parseArn(text);
  if (arn?.region !== "" || !isAccountId(arn.account) || /[*?]/.test(text)) return undefined;
  const common = { arn: text, partition: arn.partition, account: arn.account };
  const resource = arnResource(arn);
  switch (resource.kind) {
    case "root":
    case "user":
    case "role":
      return { ...common, kind: resource.kind };
    case "assumedRole":
      return {
        ...common,
        kind: "roleSession",
        roleName: resource.roleName,
        sessionName: resource.sessionName,
      };
    case "other":
      if (arn.service !== "sts" || !/^federated-user\/[^/]+$/.test(arn.resource)) return undefined;
      return { ...common, kind: "federatedUser" };
    case "group":
    case "instanceProfile":
    case "policy":
    case "mfaDevice":
    case "bucket":
    case "object":
      return undefined;
  }
}

/** The account that the principal belongs to; undefined for those outside every account. */
export function accountOf(principal: Principal): string | undefined {
  return "account" in principal ? principal.account : undefined;
}

/** The friendly name at the end of an IAM ARN, without its path. */
export function friendlyName(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

/** The ARN that policies use for the principal: of a session, its role's. Undefined for callers without an ARN. */
export function policyArn(principal: Principal): string | undefined {
  switch (principal.kind) {
    case "roleSession":
      return (
        principal.roleArn ?? `arn:${principal.partition}:iam::${principal.account}:role/${principal.roleName}`
      );
    case "user":
    case "role":
    case "federatedUser":
    case "root":
      return principal.arn;
    case "service":
    case "webIdentity":
    case "saml":
    case "anonymous":
      return undefined;
  }
}

/**
 * Organization policies do not limit service-linked roles, which live under a reserved path and name.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export function isServiceLinkedRole(principal: Principal): boolean {
  if (principal.kind === "role") return principal.arn.includes(":role/aws-service-role/");
  if (principal.kind !== "roleSession") return false;
  return principal.roleArn === undefined
    ? principal.roleName.startsWith("AWSServiceRoleFor")
    : principal.roleArn.includes(":role/aws-service-role/");
}

/** What is the name of an identity provider: `arn:…:oidc-provider/NAME` and `NAME` are the same provider. */
export function providerName(provider: string): string {
  const marker = ":oidc-provider/";
  const at = provider.indexOf(marker);
  return at === -1 ? provider : provider.slice(at + marker.length);
}
