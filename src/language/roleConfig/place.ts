import type { PolicyKind } from "../../core/policy/model.ts";
import { caretAt, isContainer, type Caret } from "../cursor/caret.ts";
import { readJsonTree, type JsonNode, type JsonObject, type JsonTree } from "../cursor/jsonTree.ts";

/** What an offset of a role config means: a name in an object, or a value. */
export interface RoleConfigPlace {
  readonly caret: Caret;
  /** From the root to the object or the value: names, and `#` for an element of an array. */
  readonly way: readonly string[];
  readonly slot: "name" | "value";
  /** Names that the object around the caret has, without the one that is being typed. */
  readonly present: ReadonlySet<string>;
  /** The object around the caret, and those around it, innermost first. */
  readonly around: readonly JsonObject[];
}

/** Says what an offset means; undefined outside of the document's object and inside of a policy that stands in it. */
export function roleConfigPlaceAt(tree: JsonTree, offset: number): RoleConfigPlace | undefined {
  const caret = caretAt(tree, offset);
  if (caret === undefined || caret.slot === "document" || caret.way[0]?.container.type !== "object") {
    return undefined;
  }
  const around = caret.way
    .flatMap(({ container }) => (container.type === "object" ? [container] : []))
    .reverse();
  const steps = caret.way.map(({ container, key }) => (container.type === "array" ? "#" : String(key ?? "")));
  const way = caret.slot === "name" ? steps.slice(0, -1) : steps;
  for (let length = 1; length <= way.length; length++) {
    const isInside = length < way.length || caret.slot === "name";
    if (isInside && policySlot(way.slice(0, length)) !== undefined) return undefined;
  }
  const present = new Set(
    (around[0]?.members ?? []).flatMap(({ name }) =>
      name === caret.token || name.value === "" ? [] : [name.value],
    ),
  );
  return { caret, way, slot: caret.slot === "name" ? "name" : "value", present, around };
}

const policySlots: Readonly<Record<string, PolicyKind>> = {
  "caller.policies.#": "identity",
  "caller.permissionsBoundary": "boundary",
  "caller.serviceControlPolicies.#.#": "scp",
  "caller.resourceControlPolicies.#.#": "rcp",
  "hops.#.trustPolicy": "trust",
  "hops.#.policies.#": "identity",
  "hops.#.permissionsBoundary": "boundary",
  "hops.#.serviceControlPolicies.#.#": "scp",
  "hops.#.resourceControlPolicies.#.#": "rcp",
  "hops.#.sessionPolicy": "session",
  "buckets.#.policy": "bucket",
  "buckets.#.resourceControlPolicies.#.#": "rcp",
};

/** The kind of the policy that is named or stands at a way; undefined where none does. */
export function policySlot(way: readonly string[]): PolicyKind | undefined {
  const key = way.join(".");
  return Object.hasOwn(policySlots, key) ? policySlots[key] : undefined;
}

/** The kind of the policy that is named at an offset of a config. */
export function policyKindAt(text: string, offset: number): PolicyKind | undefined {
  const place = roleConfigPlaceAt(readJsonTree(text), offset);
  return place?.slot === "value" ? policySlot(place.way) : undefined;
}

/** A policy that stands in the config itself. */
export interface InlinePolicyNode {
  readonly kind: PolicyKind;
  /** `hops[0].trustPolicy` */
  readonly name: string;
  readonly node: JsonObject;
}

/** Every object at a place for a policy, in the order of the text. */
export function inlinePolicyNodes({ roots }: JsonTree): InlinePolicyNode[] {
  const found: InlinePolicyNode[] = [];
  const visit = (node: JsonNode | undefined, way: readonly string[], name: string): void => {
    if (node === undefined || !isContainer(node) || way.length > longestWay) return;
    const kind = node.type === "object" ? policySlot(way) : undefined;
    if (node.type === "object" && kind !== undefined) {
      found.push({ kind, name, node });
      return;
    }
    if (node.type === "array") {
      for (const [index, item] of node.items.entries()) visit(item, [...way, "#"], `${name}[${index}]`);
    } else {
      for (const member of node.members) {
        const { value } = member.name;
        visit(member.value, [...way, value], name === "" ? value : `${name}.${value}`);
      }
    }
  };
  visit(roots[0], [], "");
  return found;
}

const longestWay = Math.max(...Object.keys(policySlots).map((way) => way.split(".").length));
