import { matchesNothing, type Operator } from "./operator.ts";

/** The six operators of a type whose values have an order, `DateLessThan` and the like; `parse` is undefined for no value. */
export function orderedOperators(
  type: string,
  parse: (text: string) => number | undefined,
): Readonly<Record<string, Operator>> {
  const comparing = (holds: (actual: number, expected: number) => boolean): Operator => ({
    negated: false,
    wildcards: false,
    variables: false,
    matcher: (value) => {
      const expected = parse(value);
      if (expected === undefined) return matchesNothing;
      return (text) => {
        const actual = parse(text);
        return actual !== undefined && holds(actual, expected);
      };
    },
    accepts: (value) => parse(value) !== undefined,
  });
  const equals = comparing((actual, expected) => actual === expected);
  return {
    [`${type}Equals`]: equals,
    [`${type}NotEquals`]: { ...equals, negated: true },
    [`${type}LessThan`]: comparing((actual, expected) => actual < expected),
    [`${type}LessThanEquals`]: comparing((actual, expected) => actual <= expected),
    [`${type}GreaterThan`]: comparing((actual, expected) => actual > expected),
    [`${type}GreaterThanEquals`]: comparing((actual, expected) => actual >= expected),
  };
}
