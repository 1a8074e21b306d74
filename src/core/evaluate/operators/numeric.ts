import { matchesNothing, type Operator } from "./operator.ts";

const decimal = /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/;

function parseNumber(text: string): number | undefined {
  return decimal.test(text) ? Number(text) : undefined;
}

function comparing(holds: (actual: number, expected: number) => boolean): Operator {
  return {
    negated: false,
    wildcards: false,
    variables: false,
    matcher: (value) => {
      const expected = parseNumber(value);
      if (expected === undefined) return matchesNothing;
      return (text) => {
        const actual = parseNumber(text);
        return actual !== undefined && holds(actual, expected);
      };
    },
    accepts: (value) => parseNumber(value) !== undefined,
  };
}

const equals = comparing((actual, expected) => actual === expected);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric */
export const numericOperators: Readonly<Record<string, Operator>> = {
  NumericEquals: equals,
  NumericNotEquals: { ...equals, negated: true },
  NumericLessThan: comparing((actual, expected) => actual < expected),
  NumericLessThanEquals: comparing((actual, expected) => actual <= expected),
  NumericGreaterThan: comparing((actual, expected) => actual > expected),
  NumericGreaterThanEquals: comparing((actual, expected) => actual >= expected),
};
