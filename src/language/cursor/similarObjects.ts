import { isContainer, type Caret } from "./caret.ts";
import type { JsonNode, JsonObject, JsonTree } from "./jsonTree.ts";

/**
 * What the JSON service of VS Code offers at a caret where no schema is attached: the names of similar objects (other
 * elements of the array, or other values of a member of the same name), and the values that a member of the same name
 * has elsewhere. They would stand in the list beside ours.
 */
export function namesAndValuesOfSimilarObjects(tree: JsonTree, caret: Caret): ReadonlySet<string> {
  const here = caret.way.at(-1);
  const around = caret.way.at(-2);
  if (here === undefined) return new Set();
  const { container } = here;
  if (caret.slot === "name") {
    if (container.type !== "object" || around === undefined) return new Set();
    const similar =
      around.container.type === "array"
        ? around.container.items
        : membersNamed(tree, String(around.key)).map(({ value }) => value);
    return new Set(
      similar.flatMap((node) =>
        node?.type === "object" && node !== container ? node.members.map(({ name }) => name.value) : [],
      ),
    );
  }
  const name = caret.slot === "item" ? around?.key : here.key;
  const values = membersNamed(tree, String(name)).flatMap(({ value }): readonly JsonNode[] => {
    if (value === undefined) return [];
    if (caret.slot === "value") return [value];
    return value.type === "array" ? value.items : [];
  });
  return new Set(
    values.flatMap((value) => (isContainer(value) || value === caret.token ? [] : [value.value])),
  );
}

function membersNamed({ roots }: JsonTree, name: string): JsonObject["members"] {
  const found: JsonObject["members"] = [];
  const open = [...roots];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "array") open.push(...node.items.filter(isContainer));
    if (node.type !== "object") continue;
    for (const member of node.members) {
      if (member.name.value === name) found.push(member);
      if (member.value !== undefined && isContainer(member.value)) open.push(member.value);
    }
  }
  return found;
}
