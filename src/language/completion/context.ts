import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { ActionFacts, ConditionKeyFacts } from "../../core/catalogue/model.ts";
import type { PolicyKind } from "../../core/policy/model.ts";
import type { JsonTree } from "../cursor/jsonTree.ts";
import type { PolicyCaret, StatementText } from "../cursor/policyPlace.ts";
import type { WorkspaceFacts } from "../workspaceFacts.ts";

/** What the sources of completions look at. */
export interface CompletionContext {
  readonly kind: PolicyKind;
  readonly catalogue: Catalogue;
  readonly facts: WorkspaceFacts;
  readonly at: PolicyCaret;
  readonly tree: JsonTree;
  /** The text of the name or value before the caret, without its quote. */
  readonly typed: string;
}

/** More actions than this in one statement say nothing about which resources and keys are meant. */
const mostActions = 400;

/** The facts of the actions that a statement covers; none for NotAction, which covers nearly everything. */
export async function actionsOf(
  catalogue: Catalogue,
  statement: StatementText,
): Promise<readonly ActionFacts[]> {
  if (statement.actionsNegated) return [];
  const names = statement.actions.flatMap((pattern) => (pattern === "*" ? [] : catalogue.expand(pattern)));
  const few = names.slice(0, mostActions);
  await catalogue.load(few.map(({ service }) => service));
  return [...new Set(few)].flatMap(
    ({ service, name }) => catalogue.loadedService(service)?.action(name) ?? [],
  );
}

/** The keys that fit at least one of the actions, each once. */
export function keysOf(catalogue: Catalogue, actions: readonly ActionFacts[]): readonly ConditionKeyFacts[] {
  const keys = new Map<string, ConditionKeyFacts>();
  for (const action of actions) {
    for (const key of catalogue.loadedService(action.service)?.keysOf(action) ?? []) {
      if (!keys.has(key.key)) keys.set(key.key, key);
    }
  }
  return [...keys.values()];
}

/** The issuers of the identity providers that a statement names: `token.actions.githubusercontent.com`. */
export function issuersOf(statement: StatementText): readonly string[] {
  return statement.principals.flatMap(({ type, value }) => {
    if (type !== "Federated") return [];
    const provider = /^arn:[^:]*:iam::[^:]*:oidc-provider\/(.+)$/.exec(value)?.[1];
    if (provider !== undefined) return [provider];
    return value.startsWith("arn:") ? [] : [value];
  });
}
