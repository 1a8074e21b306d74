import type { JsonNode } from "../cursor/jsonTree.ts";

/** The value of a member; undefined where the node is no object or has no such member. */
export function memberOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.type === "object"
    ? node.members.find((member) => member.name.value === name)?.value
    : undefined;
}

export function textOf(node: JsonNode | undefined): string | undefined {
  return node?.type === "string" ? node.value : undefined;
}

export function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.type === "array" ? node.items : [];
}
