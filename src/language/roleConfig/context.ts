import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { RoleConfig } from "../../core/roleConfig/model.ts";
import type { CompletionContext } from "../completion/context.ts";
import type { JsonNode, JsonTree } from "../cursor/jsonTree.ts";
import type { StatementText } from "../cursor/policyPlace.ts";
import type { RoleConfigPlace } from "./place.ts";
import type { RoleConfigRequest } from "./request.ts";

/** What the sources of completions look at. */
export interface RoleConfigContext {
  readonly request: RoleConfigRequest;
  readonly place: RoleConfigPlace;
  readonly tree: JsonTree;
  readonly config: RoleConfig;
  /** The text of the name or value before the caret, without its quote. */
  readonly typed: string;
  readonly catalogue: () => Promise<Catalogue>;
}

/** The check around the caret as the statement that it asks about, so that what knows statements can help. */
export function checkAsStatement({ place }: RoleConfigContext): StatementText {
  const check = place.way[0] === "checks" ? place.around.at(-2) : undefined;
  const member = (name: string) => check?.members.find((one) => one.name.value === name)?.value;
  const isList = member("list") !== undefined;
  return {
    span: { start: check?.start ?? 0, end: check?.end ?? 0 },
    effect: undefined,
    actions: isList ? ["s3:ListBucket"] : textsOf(member("action")),
    actionsNegated: false,
    resources: textsOf(member("resource")),
    principals: [],
    conditions: [],
  };
}

/** The context that the sources of policy completions look at. */
export async function policyContext(context: RoleConfigContext): Promise<CompletionContext> {
  const { place, request, tree, typed } = context;
  const statement = checkAsStatement(context);
  return {
    kind: "identity",
    catalogue: await context.catalogue(),
    facts: request.facts,
    at: {
      place: { kind: "resource", negated: false, statement },
      caret: place.caret,
      version: undefined,
      siblings: [],
    },
    tree,
    typed,
  };
}

export function textsOf(node: JsonNode | undefined): string[] {
  if (node === undefined || node.type === "object") return [];
  return (node.type === "array" ? node.items : [node]).flatMap((item) =>
    item.type === "string" ? [item.value] : [],
  );
}
