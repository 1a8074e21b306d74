import type { Node } from "jsonc-parser";
import { parseArn, arnResource } from "../arn.ts";
import { parseJson } from "../json/parseJson.ts";
import { optional } from "../optional.ts";
import { findPlaceholders } from "../placeholder.ts";
import { readCaller } from "./caller.ts";
import { readCheck } from "./check.ts";
import { readHop } from "./hop.ts";
import type { ConfigBucket, RoleConfig, RoleConfigProblem, Variable } from "./model.ts";
import { readPolicyLevels, readPolicyReference } from "./policyReference.ts";
import { ConfigReader, isFilled, spanOf } from "./reader.ts";

const members = ["$schema", "version", "variables", "caller", "hops", "buckets", "checks"] as const;

/**
 * Reads a role config (`*.assume-role.json` or `.jsonc`) with the place of every value. Never throws: half-typed text
 * gives what could be read, and a problem at each place that is wrong. Comments and trailing commas are accepted.
 * Paths stay text; `variables` are filled in.
 */
export function parseRoleConfig(text: string): RoleConfig {
  const { root, problems } = parseJson(text);
  const syntax = problems.map((problem): RoleConfigProblem => ({
    code: "jsonSyntax",
    severity: "error",
    ...problem,
  }));
  const empty: RoleConfig = {
    span: { start: 0, end: text.length },
    variables: [],
    hops: [],
    buckets: [],
    checks: [],
    problems: syntax,
  };
  if (root === undefined) return empty;
  if (root.type !== "object") {
    const message = "A role config is a JSON object.";
    return {
      ...empty,
      problems: [...syntax, { code: "notAnObject", severity: "error", message, span: spanOf(root) }],
    };
  }
  const variables = readVariables(root);
  const reader = new ConfigReader(text, variables.values);
  reader.problems.push(...syntax, ...variables.problems);
  const found = reader.members(root, "A role config", members) ?? new Map<string, Node>();
  for (const name of ["version", "caller", "hops"]) reader.require(root, found, "A role config", name);
  const version = found.get("version");
  if (version !== undefined && version.value !== 1) {
    reader.error("badVersion", spanOf(version), "This release reads version 1.", "1");
  }
  const callerNode = found.get("caller");
  const caller = callerNode && readCaller(reader, callerNode);
  const afterRole = caller?.principal?.kind === "arn" && isRoleOrSession(caller.principal.arn.value);
  return {
    span: spanOf(root),
    variables: variables.list,
    ...optional("caller", caller),
    hops: reader
      .elements(found.get("hops"), "'hops'")
      .flatMap((node, index) => readHop(reader, node, index, afterRole || index > 0) ?? []),
    buckets: reader
      .elements(found.get("buckets"), "'buckets'")
      .flatMap((node) => readBucket(reader, node) ?? []),
    checks: reader
      .elements(found.get("checks"), "'checks'")
      .flatMap((node, index) => readCheck(reader, node, index) ?? []),
    problems: reader.problems,
  };
}

/** The values of `variables`, to fill the placeholders of a policy that the config names. */
export function variableValues(config: RoleConfig): Readonly<Record<string, string>> {
  return Object.fromEntries(config.variables.map(({ name, value }) => [name.value, value.value]));
}

/** Variables come first, since every other value may need them; they are not filled themselves. */
function readVariables(root: Node): {
  list: Variable[];
  values: Record<string, string>;
  problems: RoleConfigProblem[];
} {
  const reader = new ConfigReader("", {});
  const node = root.children?.find(({ children }) => children?.[0]?.value === "variables")?.children?.[1];
  const list: Variable[] = [];
  if (node !== undefined) {
    reader.anyMembers(node, "'variables'");
    for (const { children } of node.type === "object" ? (node.children ?? []) : []) {
      const [key, valueNode] = children ?? [];
      if (key === undefined || valueNode === undefined) continue;
      const name = { value: String(key.value), span: spanOf(key) };
      const value = reader.label(valueNode, `The variable '${name.value}'`);
      if (value === undefined) continue;
      list.push({ name, value });
      if (findPlaceholders(value.value).length > 0) {
        reader.problems.push({
          code: "unfilledPlaceholder",
          severity: "warning",
          message: `The variable '${name.value}' still is a placeholder.`,
          span: value.span,
        });
      }
    }
  }
  // Of two equal names the first counts, as everywhere in the file.
  const values = Object.fromEntries([...list].reverse().map(({ name, value }) => [name.value, value.value]));
  return { list, values, problems: reader.problems };
}

function readBucket(reader: ConfigReader, node: Node): ConfigBucket | undefined {
  const found = reader.members(node, "A bucket", [
    "name",
    "account",
    "region",
    "policy",
    "resourceControlPolicies",
  ]);
  if (found === undefined) return undefined;
  reader.require(node, found, "A bucket", "name");
  const name = reader.text(found.get("name"), "A bucket's 'name'");
  const account = reader.text(found.get("account"), "A bucket's 'account'");
  const region = reader.text(found.get("region"), "A bucket's 'region'");
  const policyNode = found.get("policy");
  const policy = policyNode && readPolicyReference(reader, policyNode, "A bucket's 'policy'");
  if (name !== undefined && /[/:]/.test(name.value)) {
    reader.error("badBucketName", name.span, "Give the bucket's name alone, without ARN, s3:// or prefix.");
  }
  if (account !== undefined && isFilled(account) && !/^\d{12}$/.test(account.value)) {
    reader.error("badAccount", account.span, "An account id has 12 digits, in quotes.");
  }
  return {
    span: spanOf(node),
    ...optional("name", name),
    ...optional("account", account),
    ...optional("region", region),
    ...optional("policy", policy),
    resourceControlPolicies: readPolicyLevels(
      reader,
      found.get("resourceControlPolicies"),
      "'resourceControlPolicies'",
    ),
  };
}

function isRoleOrSession(text: string): boolean {
  const arn = parseArn(text);
  const kind = arn && arnResource(arn).kind;
  return kind === "role" || kind === "assumedRole";
}
