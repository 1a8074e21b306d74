import type { JsonTree } from "../cursor/jsonTree.ts";
import { EmbeddedPolicy, type EmbeddedPolicies } from "../embedded/embeddedPolicy.ts";
import { inlinePolicyNodes } from "./place.ts";

/** The policies that stand in a role config itself, for everything that works on a policy inside of a document. */
export function inlinePolicies(text: string, tree: JsonTree): EmbeddedPolicies {
  return {
    format: "roleConfig",
    policies: inlinePolicyNodes(tree).map(
      ({ kind, name, node }) =>
        new EmbeddedPolicy(text, { kind: "object", node }, { kind, name, judged: true }),
    ),
    notRead: [],
  };
}
