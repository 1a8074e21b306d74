import { fillPlaceholders } from "../../core/placeholder.ts";
import type { Policy, PrincipalElement, Statement, Text, TextList } from "../../core/policy/model.ts";

type Variables = Readonly<Record<string, string>>;

const filled = new WeakMap<Policy, WeakMap<Variables, Policy>>();

/**
 * The policy as a role config means it: with the placeholders filled that its variables know. Spans stay those of the
 * text as it is written. The same objects give the same answer.
 */
export function fillPolicy(policy: Policy, variables: Variables): Policy {
  const names = Object.keys(variables);
  if (names.length === 0) return policy;
  let byVariables = filled.get(policy);
  if (byVariables === undefined) filled.set(policy, (byVariables = new WeakMap()));
  let answer = byVariables.get(variables);
  if (answer === undefined) {
    answer = fill(policy, (value) =>
      names.some((name) => value.includes(name)) ? fillPlaceholders(value, variables) : value,
    );
    byVariables.set(variables, answer);
  }
  return answer;
}

function fill(policy: Policy, write: (value: string) => string): Policy {
  const text = (item: Text): Text => {
    const value = write(item.value);
    return value === item.value ? item : { ...item, value };
  };
  const list = (items: TextList): TextList => ({ ...items, items: items.items.map(text) });
  const principal = (element: PrincipalElement): PrincipalElement => ({
    ...element,
    entries: element.entries.map(({ type, values }) => ({ type, values: list(values) })),
  });
  const statement = (one: Statement): Statement => ({
    ...one,
    ...(one.principal && { principal: principal(one.principal) }),
    ...(one.notPrincipal && { notPrincipal: principal(one.notPrincipal) }),
    ...(one.resource && { resource: list(one.resource) }),
    ...(one.notResource && { notResource: list(one.notResource) }),
    conditions: one.conditions.map((condition) => ({ ...condition, values: list(condition.values) })),
  });
  return { ...policy, statements: policy.statements.map(statement) };
}
