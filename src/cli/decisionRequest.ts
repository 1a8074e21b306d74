import type { Node } from "jsonc-parser";
import type {
  ContextValue,
  DecisionRequest,
  PolicyDocument,
  PolicyLayers,
  Principal,
} from "../core/evaluate/model.ts";
import { friendlyName, principalFromArn } from "../core/evaluate/principal.ts";
import { parseJson } from "../core/json/parseJson.ts";
import { optional } from "../core/optional.ts";
import { readPolicy } from "../core/policy/parse.ts";

/** A request in the JSON form of `assume-role decide`, or why the text is none. */
export type DecisionRequestReading =
  { readonly ok: true; readonly request: DecisionRequest } | { readonly ok: false; readonly message: string };

/** Thrown and caught in this file only: the first thing that is wrong ends the reading. */
class NotARequest extends Error {}

/**
 * Reads `{principal, action, resource, resourceAccount?, context?, openContext?, policies}`. A policy in it is cited by
 * its place: `identity[0]`, `resource`, `serviceControl[0][1]`.
 */
export function readDecisionRequest(text: string): DecisionRequestReading {
  try {
    JSON.parse(text);
  } catch {
    return { ok: false, message: "This is not JSON." };
  }
  try {
    return { ok: true, request: readRequest(parseJson(text).root) };
  } catch (error) {
    if (error instanceof NotARequest) return { ok: false, message: error.message };
    throw error;
  }
}

function readRequest(root: Node | undefined): DecisionRequest {
  if (root?.type !== "object") throw new NotARequest("A request is a JSON object.");
  const members = membersOf(root);
  const context = readContext(members.get("context"));
  const resourceAccount = members.get("resourceAccount");
  const openContext = members.get("openContext");
  return {
    principal: readPrincipal(members.get("principal"), context),
    action: readAction(members.get("action")),
    resource: readResource(members.get("resource")),
    context,
    policies: readLayers(members.get("policies")),
    ...optional(
      "resourceAccount",
      resourceAccount === undefined ? undefined : readText(resourceAccount, "resourceAccount"),
    ),
    ...optional("openContext", openContext === undefined ? undefined : readFlag(openContext, "openContext")),
  };
}

function membersOf(node: Node): Map<string, Node> {
  return new Map(
    (node.children ?? []).flatMap((property) => {
      const [name, value] = property.children ?? [];
      return name === undefined || value === undefined ? [] : [[String(name.value), value] as const];
    }),
  );
}

function readText(node: Node | undefined, name: string): string {
  if (node?.type !== "string" || node.value === "") throw new NotARequest(`${name} is a text.`);
  return String(node.value);
}

function readFlag(node: Node, name: string): boolean {
  if (node.type !== "boolean") throw new NotARequest(`${name} is true or false.`);
  return node.value === true;
}

function readAction(node: Node | undefined): string {
  const action = readText(node, "action");
  if (/^[\w-]+:\w+$/.test(action)) return action;
  throw new NotARequest(`action is one action such as "s3:GetObject", not "${action}".`);
}

function readResource(node: Node | undefined): string {
  const resource = readText(node, "resource");
  if (resource === "*" || /^arn:([^:]*:){4}./s.test(resource)) return resource;
  throw new NotARequest(`resource is an ARN or "*", not "${resource}".`);
}

const principalForms =
  'principal is the ARN of a user, role, role session, federated user or root user, "anonymous", {"service": …} or ' +
  '{"federated": …, "kind": "webIdentity" | "saml"}';

function readPrincipal(node: Node | undefined, context: Readonly<Record<string, ContextValue>>): Principal {
  if (node?.type === "string") {
    const text = String(node.value);
    const principal = text === "anonymous" ? { kind: "anonymous" as const } : principalFromArn(text);
    if (principal === undefined) throw new NotARequest(`${principalForms}; "${text}" is none of these.`);
    return completed(principal, context);
  }
  if (node?.type !== "object") throw new NotARequest(`${principalForms}.`);
  const members = membersOf(node);
  const service = members.get("service");
  if (service !== undefined) return { kind: "service", service: readText(service, "principal.service") };
  const provider = readText(members.get("federated"), "principal.federated");
  const kind = members.get("kind")?.value as unknown;
  if (kind === "webIdentity" || kind === "saml") return { kind, provider };
  throw new NotARequest('principal.kind is "webIdentity" or "saml".');
}

/** A session ARN hides the role's path and id; the context may hold them, under the keys that AWS fills. */
function completed(principal: Principal, context: Readonly<Record<string, ContextValue>>): Principal {
  if (principal.kind !== "roleSession" && principal.kind !== "role" && principal.kind !== "user")
    return principal;
  const text = (lowerCaseKey: string) => {
    const found = Object.entries(context).find(([key]) => key.toLowerCase() === lowerCaseKey)?.[1];
    return typeof found === "string" ? found : undefined;
  };
  const uniqueId = text("aws:userid")?.split(":")[0];
  if (principal.kind !== "roleSession") return { ...principal, ...optional("uniqueId", uniqueId) };
  const arn = text("aws:principalarn");
  const role = arn === undefined ? undefined : principalFromArn(arn);
  const isItsRole =
    role?.kind === "role" &&
    role.account === principal.account &&
    friendlyName(role.arn) === principal.roleName;
  return {
    ...principal,
    ...optional("uniqueId", uniqueId),
    ...optional("roleArn", isItsRole ? role.arn : undefined),
  };
}

function readContext(node: Node | undefined): Readonly<Record<string, ContextValue>> {
  if (node === undefined) return {};
  if (node.type !== "object") throw new NotARequest("context is an object of condition keys.");
  return Object.fromEntries([...membersOf(node)].map(([key, value]) => [key, readContextValue(key, value)]));
}

function readContextValue(key: string, node: Node): ContextValue {
  if (node.type === "array") return (node.children ?? []).map((item) => readScalar(key, item));
  return readScalar(key, node);
}

function readScalar(key: string, node: Node): string | number | boolean {
  const value: unknown = node.value;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw new NotARequest(`context["${key}"] is a text, a number, true, false or an array of these.`);
}

const layerNames = new Set([
  "identity",
  "permissionsBoundary",
  "session",
  "resource",
  "serviceControl",
  "resourceControl",
]);

function readLayers(node: Node | undefined): PolicyLayers {
  if (node?.type !== "object") throw new NotARequest("policies is an object of policy layers.");
  const members = membersOf(node);
  for (const name of members.keys()) {
    if (!layerNames.has(name)) {
      throw new NotARequest(`policies.${name} is no layer: ${[...layerNames].join(", ")} are.`);
    }
  }
  const one = (name: string) => {
    const found = members.get(name);
    return found === undefined ? undefined : readDocument(name, found);
  };
  const many = (name: string) => {
    const found = members.get(name);
    return found === undefined ? undefined : readDocuments(name, found);
  };
  const levels = (name: string) => {
    const found = members.get(name);
    return found === undefined
      ? undefined
      : itemsOf(name, found).map((level, index) => readDocuments(`${name}[${index}]`, level));
  };
  return {
    ...optional("identity", many("identity")),
    ...optional("permissionsBoundary", one("permissionsBoundary")),
    ...optional("session", many("session")),
    ...optional("resource", one("resource")),
    ...optional("serviceControl", levels("serviceControl")),
    ...optional("resourceControl", levels("resourceControl")),
  };
}

function itemsOf(name: string, node: Node): readonly Node[] {
  if (node.type !== "array") throw new NotARequest(`policies.${name} is an array.`);
  return node.children ?? [];
}

function readDocuments(name: string, node: Node): PolicyDocument[] {
  return itemsOf(name, node).map((item, index) => readDocument(`${name}[${index}]`, item));
}

function readDocument(name: string, node: Node): PolicyDocument {
  return { name, policy: readPolicy(node) };
}
