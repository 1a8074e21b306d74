import type { PolicyKind } from "../../core/policy/model.ts";
import type { JsonMember, JsonNode, JsonObject, JsonTree } from "../cursor/jsonTree.ts";
import { choicesOf } from "./deploymentValues.ts";
import { PolicyCollector } from "./policyCollector.ts";
import type { EmbeddedPolicies } from "./embeddedPolicy.ts";
import { memberOf, textOf } from "./treeReading.ts";

/** Where resources hold policies. A way leads through members; `[]` is every element of a list. */
type Places = readonly { readonly way: readonly string[]; readonly kind: PolicyKind | "organization" }[];

const inlinePolicies: Places = [{ way: ["Policies", "[]", "PolicyDocument"], kind: "identity" }];
const trust: Places = [{ way: ["AssumeRolePolicyDocument"], kind: "trust" }];
const document: Places = [{ way: ["PolicyDocument"], kind: "identity" }];
/** A list of names, templates and policy documents: the documents are those with a Statement. */
const serverless: Places = [
  ...trust,
  { way: ["Policies"], kind: "identity" },
  { way: ["Policies", "[]"], kind: "identity" },
];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html */
const places: ReadonlyMap<string, Places> = new Map([
  ["AWS::IAM::Role", [...trust, ...inlinePolicies]],
  ["AWS::IAM::User", inlinePolicies],
  ["AWS::IAM::Group", inlinePolicies],
  ["AWS::IAM::Policy", document],
  ["AWS::IAM::ManagedPolicy", document],
  ["AWS::IAM::RolePolicy", document],
  ["AWS::IAM::UserPolicy", document],
  ["AWS::IAM::GroupPolicy", document],
  ["AWS::S3::BucketPolicy", [{ way: ["PolicyDocument"], kind: "bucket" }]],
  ["AWS::SSO::PermissionSet", [{ way: ["InlinePolicy"], kind: "identity" }]],
  ["AWS::RolesAnywhere::Profile", [{ way: ["SessionPolicy"], kind: "session" }]],
  ["AWS::Organizations::Policy", [{ way: ["Content"], kind: "organization" }]],
  ["AWS::Serverless::Function", serverless],
  ["AWS::Serverless::StateMachine", serverless],
]);

/** Policies of kinds that are not checked here, by the member that holds them. */
const others = [
  "PolicyDocument",
  "Policy",
  "ResourcePolicy",
  "KeyPolicy",
  "RepositoryPolicyText",
  "AccessPolicies",
  "FileSystemPolicy",
  "BackupVaultPolicy",
  "AccessPolicy",
];

/** The policies of a CloudFormation template in JSON; undefined for a document that is no template. */
export function policiesOfTemplate(text: string, { roots }: JsonTree): EmbeddedPolicies | undefined {
  const [root] = roots;
  const resources = root?.type === "object" ? memberOf(root, "Resources") : undefined;
  if (resources?.type !== "object") return undefined;
  const found = new PolicyCollector("cloudFormation", text);
  let ours = false;
  for (const { name, value } of resourcesOf(resources)) {
    const type = textOf(memberOf(value, "Type"));
    const properties = memberOf(value, "Properties");
    if (type === undefined || !/^(?:AWS|Alexa|Custom)::/.test(type)) continue;
    ours = true;
    if (properties?.type !== "object") continue;
    readResource(found, name, type, properties);
  }
  return ours ? found.result() : undefined;
}

/** The resources, those in loops included: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach-example-resource.html */
function resourcesOf({ members }: JsonObject): { readonly name: string; readonly value: JsonObject }[] {
  return members.flatMap(({ name, value }): { name: string; value: JsonObject }[] => {
    if (value?.type === "object") return [{ name: name.value, value }];
    const made =
      value?.type === "array" && name.value.startsWith("Fn::ForEach::") ? value.items[2] : undefined;
    return made?.type === "object" ? made.members.flatMap(oneResource) : [];
  });
}

function oneResource({ name, value }: JsonMember): { name: string; value: JsonObject }[] {
  return value?.type === "object" ? [{ name: name.value, value }] : [];
}

function readResource(found: PolicyCollector, name: string, type: string, properties: JsonObject): void {
  const known = places.get(type);
  if (known === undefined) {
    for (const member of properties.members) {
      if (others.includes(member.name.value) && holdsStatements(member.value)) {
        found.notRead(
          `${name}.${member.name.value}`,
          member.value,
          `Policies of ${type} are not checked here.`,
        );
      }
    }
    return;
  }
  for (const { way, kind } of known) {
    const only = kind === "organization" ? organizationKind(memberOf(properties, "Type")) : kind;
    for (const { path, node } of follow(properties, name, way)) {
      if (only === undefined) {
        found.notRead(
          path,
          node,
          "This policy is neither a service control policy nor a resource control policy.",
        );
      } else if (type.startsWith("AWS::Serverless::") && way[0] === "Policies" && !holdsStatements(node))
        continue;
      else found.add(path, node, { kind: only, judged: true });
    }
  }
}

function organizationKind(type: JsonNode | undefined): PolicyKind | undefined {
  switch (textOf(type)) {
    case "SERVICE_CONTROL_POLICY":
      return "scp";
    case "RESOURCE_CONTROL_POLICY":
      return "rcp";
    default:
      return undefined;
  }
}

/** All nodes that a way leads to, through every choice of `Fn::If`. */
function follow(
  from: JsonNode,
  path: string,
  way: readonly string[],
): { readonly path: string; readonly node: JsonNode }[] {
  const [step, ...rest] = way;
  if (step === undefined) {
    const choices = choicesOf(from).filter((node) => !isNoValue(node));
    return choices.map((node, index) => ({
      path: choices.length > 1 ? `${path} (${index + 1})` : path,
      node,
    }));
  }
  return choicesOf(from).flatMap((node) => {
    if (step === "[]") {
      return node.type === "array"
        ? node.items.flatMap((item, index) => follow(item, `${path}[${index}]`, rest))
        : [];
    }
    const next = memberOf(node, step);
    return next === undefined ? [] : follow(next, `${path}.${step}`, rest);
  });
}

function isNoValue(node: JsonNode): boolean {
  return textOf(memberOf(node, "Ref")) === "AWS::NoValue";
}

function holdsStatements(node: JsonNode | undefined): boolean {
  return memberOf(node, "Statement") !== undefined;
}
