import type { Node } from "jsonc-parser";
import { arnResource, isAccountId, parseArn } from "../arn.ts";
import { optional } from "../optional.ts";
import { readContext, readTags } from "./keyed.ts";
import type { Caller, ConfigText } from "./model.ts";
import { readOrganizationPolicies, readPolicyReference, readPolicyReferences } from "./policyReference.ts";
import { isFilled, spanOf, type ConfigReader } from "./reader.ts";

const members = [
  "principal",
  "profile",
  "policies",
  "permissionsBoundary",
  "serviceControlPolicies",
  "resourceControlPolicies",
  "tags",
  "context",
] as const;

/** Reads `caller`: who makes the first call, with which policies, and what its requests carry. */
export function readCaller(reader: ConfigReader, node: Node): Caller | undefined {
  const found = reader.members(node, "'caller'", members);
  if (found === undefined) return undefined;
  reader.require(node, found, "'caller'", "principal");
  const principalNode = found.get("principal");
  const principal = principalNode && readPrincipal(reader, principalNode);
  const profile = reader.text(found.get("profile"), "'profile'");
  const boundaryNode = found.get("permissionsBoundary");
  const boundary = boundaryNode && readPolicyReference(reader, boundaryNode, "'permissionsBoundary'");
  return {
    span: spanOf(node),
    ...optional("principal", principal),
    ...optional("profile", profile),
    hasPolicies: found.has("policies"),
    policies: readPolicyReferences(reader, found.get("policies"), "'policies'"),
    ...optional("permissionsBoundary", boundary),
    ...readOrganizationPolicies(reader, found),
    tags: readTags(reader, found.get("tags"), "'tags'"),
    context: readContext(reader, found.get("context"), "'context'"),
  };
}

function readPrincipal(reader: ConfigReader, node: Node): Caller["principal"] {
  const span = spanOf(node);
  if (node.type === "string") {
    const arn = reader.text(node, "'principal'");
    if (arn === undefined) return undefined;
    const problem = isFilled(arn) ? principalProblem(arn.value) : undefined;
    if (problem !== undefined) reader.error("badPrincipal", span, problem);
    return { kind: "arn", arn, span };
  }
  const found = reader.members(node, "'principal'", ["service", "webIdentity", "saml"]);
  if (found === undefined) return undefined;
  if (found.size !== 1) {
    reader.error(
      "badPrincipal",
      { start: node.offset, end: node.offset + 1 },
      "'principal' is an ARN, or an object with one of 'service', 'webIdentity', 'saml'.",
    );
  }
  const service = reader.text(found.get("service"), "'service'");
  if (service !== undefined) {
    if (isFilled(service) && !/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(service.value)) {
      reader.error("badPrincipal", service.span, "A service principal looks like ec2.amazonaws.com.");
    }
    return { kind: "service", service, span };
  }
  const webIdentity = found.get("webIdentity");
  if (webIdentity !== undefined) {
    const inner = readFederated(reader, webIdentity, "'webIdentity'", "claims");
    return inner && { kind: "webIdentity", provider: inner.provider, claims: inner.context, span };
  }
  const saml = found.get("saml");
  if (saml !== undefined) {
    const inner = readFederated(reader, saml, "'saml'", "attributes");
    return inner && { kind: "saml", provider: inner.provider, attributes: inner.context, span };
  }
  return undefined;
}

function readFederated(
  reader: ConfigReader,
  node: Node,
  what: string,
  contextName: "claims" | "attributes",
): { provider: ConfigText; context: ReturnType<typeof readContext> } | undefined {
  const found = reader.members(node, what, ["provider", contextName]);
  if (found === undefined) return undefined;
  reader.require(node, found, what, "provider");
  const provider = reader.text(found.get("provider"), `The 'provider' of ${what}`);
  const context = readContext(reader, found.get(contextName), `'${contextName}'`);
  return provider && { provider, context };
}

/** Who can call: users, roles, their sessions, and an account's root. */
function principalProblem(text: string): string | undefined {
  const arn = parseArn(text);
  if (arn === undefined) {
    return "'principal' is the ARN of who calls, such as arn:aws:iam::111122223333:role/NAME.";
  }
  if (/[*?]/.test(text)) return "'principal' is one caller: its ARN may hold no wildcard.";
  const resource = arnResource(arn);
  if (resource.kind === "instanceProfile") {
    return "An instance profile does not call: the role in it does. Give the role's ARN (…:role/NAME).";
  }
  if (resource.kind === "group") return "A group is no principal: give the ARN of a user or a role.";
  const federatedUser = arn.service === "sts" && arn.resource.startsWith("federated-user/");
  if (!["user", "role", "assumedRole", "root"].includes(resource.kind) && !federatedUser) {
    return "'principal' is the ARN of a user, a role, a role session or an account's root.";
  }
  return isAccountId(arn.account) ? undefined : `'${arn.account}' is not an account id: it has 12 digits.`;
}
