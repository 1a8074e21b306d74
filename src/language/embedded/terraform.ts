import type { PolicyKind } from "../../core/policy/model.ts";
import type { JsonNode, JsonObject, JsonTree } from "../cursor/jsonTree.ts";
import type { EmbeddedPolicies } from "./embeddedPolicy.ts";
import { PolicyCollector } from "./policyCollector.ts";
import { itemsOf, memberOf, textOf } from "./treeReading.ts";

type Places = readonly { readonly way: readonly string[]; readonly kind: PolicyKind | "organization" }[];

const policy: Places = [{ way: ["policy"], kind: "identity" }];
const bucketPolicy: Places = [{ way: ["policy"], kind: "bucket" }];
const document: Places = [{ way: ["policy_document"], kind: "identity" }];
const trustDocument: Places = [{ way: ["assume_role_policy_document"], kind: "trust" }];
const inlineDocuments: Places = [{ way: ["policies", "[]", "policy_document"], kind: "identity" }];

/** Resources of the providers hashicorp/aws and hashicorp/awscc, and where they hold policies. */
const places: ReadonlyMap<string, Places> = new Map([
  [
    "aws_iam_role",
    [
      { way: ["assume_role_policy"], kind: "trust" },
      { way: ["inline_policy", "[]", "policy"], kind: "identity" },
    ],
  ],
  ["aws_iam_policy", policy],
  ["aws_iam_role_policy", policy],
  ["aws_iam_user_policy", policy],
  ["aws_iam_group_policy", policy],
  ["aws_s3_bucket", bucketPolicy],
  ["aws_s3_bucket_policy", bucketPolicy],
  ["aws_ssoadmin_permission_set_inline_policy", [{ way: ["inline_policy"], kind: "identity" }]],
  ["aws_rolesanywhere_profile", [{ way: ["session_policy"], kind: "session" }]],
  ["aws_organizations_policy", [{ way: ["content"], kind: "organization" }]],
  ["awscc_iam_role", [...trustDocument, ...inlineDocuments]],
  ["awscc_iam_user", inlineDocuments],
  ["awscc_iam_group", inlineDocuments],
  ["awscc_iam_role_policy", document],
  ["awscc_iam_managed_policy", document],
  ["awscc_s3_bucket_policy", [{ way: ["policy_document"], kind: "bucket" }]],
  ["awscc_sso_permission_set", [{ way: ["inline_policy"], kind: "identity" }]],
]);

/** Attributes that hold policies of other services: queues, topics, keys, endpoints. */
const others = ["policy", "policy_document", "resource_policy", "key_policy", "access_policies"];

/**
 * The policies of a plan or a state in JSON, as `terraform show -json` writes them; undefined for other documents.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
export function policiesOfPlan(text: string, { roots }: JsonTree): EmbeddedPolicies | undefined {
  const [root] = roots;
  if (textOf(memberOf(root, "format_version")) === undefined) return undefined;
  const changes = memberOf(root, "resource_changes");
  const planned = memberOf(memberOf(root, "planned_values"), "root_module");
  const state = memberOf(memberOf(root, "values"), "root_module");
  if (changes === undefined && planned === undefined && state === undefined) return undefined;
  const found = new PolicyCollector("terraform", text);
  // What will be deployed is judged once: the changes where there are some, else the planned values or the state.
  const changed = itemsOf(changes).some((item) => item.type === "object");
  for (const change of itemsOf(changes)) {
    if (change.type !== "object") continue;
    readResource(found, change, memberOf(memberOf(change, "change"), "after"), true, "");
    readResource(found, change, memberOf(memberOf(change, "change"), "before"), false, " (before)");
  }
  readModules(found, planned, !changed, " (planned)");
  readModules(found, state, true, "");
  readModules(
    found,
    memberOf(memberOf(memberOf(root, "prior_state"), "values"), "root_module"),
    false,
    " (prior state)",
  );
  return found.result();
}

function readModules(
  found: PolicyCollector,
  module: JsonNode | undefined,
  judged: boolean,
  suffix: string,
): void {
  const open: JsonNode[] = module === undefined ? [] : [module];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const resource of itemsOf(memberOf(node, "resources"))) {
      if (resource.type === "object")
        readResource(found, resource, memberOf(resource, "values"), judged, suffix);
    }
    open.push(...itemsOf(memberOf(node, "child_modules")));
  }
}

function readResource(
  found: PolicyCollector,
  resource: JsonObject,
  values: JsonNode | undefined,
  judged: boolean,
  suffix: string,
): void {
  const type = textOf(memberOf(resource, "type")) ?? "";
  // What is read from AWS or made by a data source belongs to others, or shows up where it is used.
  if (values?.type !== "object" || textOf(memberOf(resource, "mode")) === "data") return;
  const address = textOf(memberOf(resource, "address")) ?? type;
  const known = places.get(type);
  if (known === undefined) {
    if (!/^aws(?:cc)?_/.test(type) || !judged) return;
    for (const name of others) {
      const value = memberOf(values, name);
      if (value?.type !== "string" || !value.value.includes('"Statement"')) continue;
      found.notRead(`${address}.${name}${suffix}`, value, `Policies of ${type} are not checked here.`);
    }
    return;
  }
  for (const { way, kind } of known) {
    const only = kind === "organization" ? organizationKind(values) : kind;
    for (const { path, node } of follow(values, address, way)) {
      if (only !== undefined) found.add(path + suffix, node, { kind: only, judged });
      else if (judged) {
        found.notRead(
          path + suffix,
          node,
          "This policy is neither a service control policy nor a resource control policy.",
        );
      }
    }
  }
}

/** A service control policy where the type is left out. */
function organizationKind(values: JsonNode): PolicyKind | undefined {
  switch (textOf(memberOf(values, "type"))) {
    case undefined:
    case "SERVICE_CONTROL_POLICY":
      return "scp";
    case "RESOURCE_CONTROL_POLICY":
      return "rcp";
    default:
      return undefined;
  }
}

function follow(
  node: JsonNode,
  path: string,
  [step, ...rest]: readonly string[],
): { readonly path: string; readonly node: JsonNode }[] {
  if (step === undefined) return [{ path, node }];
  if (step === "[]") return itemsOf(node).flatMap((item, index) => follow(item, `${path}[${index}]`, rest));
  const next = memberOf(node, step);
  return next === undefined ? [] : follow(next, `${path}.${step}`, rest);
}
