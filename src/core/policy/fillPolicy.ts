import { fillPlaceholders, findPlaceholders } from "../placeholder.ts";
import type { Condition, Policy, PrincipalElement, Statement, Text, TextList } from "./model.ts";

/**
 * The policy with its placeholders filled, while every span still points into the text as it was written. What nothing
 * fills is marked (`Text.unfilled`), so that a decision can say that it depends on it. Answers the same object when
 * there is no placeholder.
 */
export function fillPolicy(policy: Policy, values: Readonly<Record<string, string>>): Policy {
  const filler = new Filler(values);
  const statements = policy.statements.map((statement) => filler.statement(statement));
  return filler.changed ? { ...policy, statements } : policy;
}

class Filler {
  changed = false;
  readonly #values: Readonly<Record<string, string>>;

  constructor(values: Readonly<Record<string, string>>) {
    this.#values = values;
  }

  statement(statement: Statement): Statement {
    const { principal, notPrincipal, action, notAction, resource, notResource } = statement;
    return {
      ...statement,
      ...(principal && { principal: this.#principal(principal) }),
      ...(notPrincipal && { notPrincipal: this.#principal(notPrincipal) }),
      ...(action && { action: this.#list(action) }),
      ...(notAction && { notAction: this.#list(notAction) }),
      ...(resource && { resource: this.#list(resource) }),
      ...(notResource && { notResource: this.#list(notResource) }),
      conditions: statement.conditions.map((condition) => this.#condition(condition)),
    };
  }

  #principal(element: PrincipalElement): PrincipalElement {
    return {
      ...element,
      entries: element.entries.map(({ type, values }) => ({ type, values: this.#list(values) })),
    };
  }

  #condition(condition: Condition): Condition {
    return { ...condition, key: this.#text(condition.key), values: this.#list(condition.values) };
  }

  #list(list: TextList): TextList {
    return { ...list, items: list.items.map((item) => this.#text(item)) };
  }

  #text(text: Text): Text {
    const found = findPlaceholders(text.value);
    if (found.length === 0) return text;
    this.changed = true;
    const left = found.filter(({ name }) => !Object.hasOwn(this.#values, name));
    return {
      ...text,
      value: fillPlaceholders(text.value, this.#values),
      ...(left.length === 0 ? {} : { unfilled: left.map(({ text: written }) => written) }),
    };
  }
}
