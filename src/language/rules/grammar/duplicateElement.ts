import type { Condition, Statement } from "../../../core/policy/model.ts";
import { everyKind, type PolicyRule, type Report } from "../rule.ts";

export const duplicateElement: PolicyRule = {
  code: "DUPLICATE_ELEMENT",
  type: "error",
  scope: "policy",
  kinds: everyKind,
  title: "The same name twice in one object",
  why: "A JSON object has each name once. AWS refuses a document that has one twice, and tools that do not refuse it keep only the last value.",
  fix: "Put the values together under one name.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
  *check({ policy }) {
    for (const { code, message, span } of policy.problems) {
      if (code === "duplicateElement") yield { span, message };
    }
    for (const statement of policy.statements) yield* inConditions(statement);
  },
};

function* inConditions({ conditions }: Statement): Iterable<Report> {
  for (const [index, { operator, key }] of conditions.entries()) {
    const before = conditions.slice(0, index);
    const sameBlock = before.filter((other) => other.operator.span.start === operator.span.start);
    if (sameBlock.length === 0 && before.some((other) => other.operator.value === operator.value)) {
      yield { span: operator.span, message: repeated(operator.value, "this Condition") };
    }
    if (sameBlock.some((other: Condition) => other.key.value === key.value)) {
      yield { span: key.span, message: repeated(key.value, operator.value) };
    }
  }
}

function repeated(name: string, place: string): string {
  return `${name} stands twice in ${place}: only one of them would count.`;
}
