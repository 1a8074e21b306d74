import type { Node } from "jsonc-parser";
import { arnResource, parseArn } from "../arn.ts";
import { optional } from "../optional.ts";
import { readExpectation } from "./expectation.ts";
import { readContext } from "./keyed.ts";
import type { Check, ConfigText } from "./model.ts";
import { isFilled, spanOf, type ConfigReader, type Members } from "./reader.ts";

const kinds = {
  list: ["name", "list", "context", "expect"],
  access: ["name", "action", "resource", "context", "expect"],
  identity: ["name", "identity"],
} as const;
const all = ["name", "list", "action", "resource", "identity", "context", "expect"] as const;

/** Reads one check: `list`, or `action` with `resource`, or `identity`. */
export function readCheck(reader: ConfigReader, node: Node, index: number): Check | undefined {
  const found = reader.members(node, "A check", all);
  if (found === undefined) return undefined;
  const asked = [
    ...(found.has("list") ? (["list"] as const) : []),
    ...(found.has("action") || found.has("resource") ? (["access"] as const) : []),
    ...(found.has("identity") ? (["identity"] as const) : []),
  ];
  const [kind] = asked;
  if (kind === undefined || asked.length > 1) {
    reader.error(
      "unclearCheck",
      { start: node.offset, end: node.offset + 1 },
      "A check has one of: 'list', 'action' with 'resource', 'identity'.",
    );
    return undefined;
  }
  const name = reader.label(found.get("name"), "A check's 'name'");
  const base = { span: spanOf(node), index, ...optional("name", name) };
  const allowed: readonly string[] = kinds[kind];
  for (const property of node.children ?? []) {
    const key = property.children?.[0];
    const member = String(key?.value);
    if (key === undefined || allowed.includes(member) || !all.some((known) => known === member)) continue;
    reader.error(
      "unknownMember",
      spanOf(key),
      `'${member}' means nothing beside '${kind === "access" ? "action" : kind}'.`,
    );
  }
  switch (kind) {
    case "list":
      return readList(reader, found, base);
    case "access":
      return readAccess(reader, node, found, base);
    case "identity":
      return readIdentity(reader, found, base);
  }
}

type Base = Pick<Check, "span" | "index" | "name">;

function readList(reader: ConfigReader, found: Members, base: Base): Check | undefined {
  const url = reader.text(found.get("list"), "'list'");
  if (url === undefined) return undefined;
  const [, bucket, prefix = ""] = /^s3:\/\/([^/]+)(?:\/(.*))?$/s.exec(url.value) ?? [];
  if (bucket === undefined) {
    reader.error("badListAddress", url.span, "'list' is the address of a bucket: s3://BUCKET/PREFIX/.");
    return undefined;
  }
  return { ...base, kind: "list", url, bucket, prefix, ...askedHow(reader, found) };
}

function readAccess(reader: ConfigReader, node: Node, found: Members, base: Base): Check | undefined {
  reader.require(node, found, "A check of an action", "action");
  reader.require(node, found, "A check of an action", "resource");
  const actions = reader.texts(found.get("action"), "'action'");
  const resources = reader.texts(found.get("resource"), "'resource'");
  for (const action of actions) {
    if (!isFilled(action)) continue;
    if (!/^[a-z0-9-]+:[A-Za-z0-9]+$/i.test(action.value)) {
      reader.error(
        "badAction",
        action.span,
        "A check asks for one action, such as s3:GetObject; give several as an array, not as a wildcard.",
      );
    }
  }
  for (const resource of resources) {
    if (isFilled(resource) && resource.value !== "*" && parseArn(resource.value) === undefined) {
      reader.error(
        "badResourceArn",
        resource.span,
        "'resource' is an ARN, or * for actions without a resource.",
      );
    }
  }
  if (actions.length === 0 || resources.length === 0) return undefined;
  return { ...base, kind: "access", actions, resources, ...askedHow(reader, found) };
}

function readIdentity(reader: ConfigReader, found: Members, base: Base): Check | undefined {
  const arn = reader.text(found.get("identity"), "'identity'");
  if (arn === undefined) return undefined;
  if (isFilled(arn) && !isIdentity(arn)) {
    reader.error(
      "badPrincipal",
      arn.span,
      "'identity' is what GetCallerIdentity answers: arn:aws:sts::111122223333:assumed-role/ROLE/SESSION; or the role's ARN.",
    );
  }
  return { ...base, kind: "identity", arn };
}

function isIdentity(text: ConfigText): boolean {
  const arn = parseArn(text.value);
  return arn !== undefined && ["assumedRole", "role", "user", "root"].includes(arnResource(arn).kind);
}

function askedHow(reader: ConfigReader, found: Members) {
  const expect = readExpectation(reader, found.get("expect"));
  return {
    context: readContext(reader, found.get("context"), "'context'"),
    ...optional("expect", expect),
  };
}
