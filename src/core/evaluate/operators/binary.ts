import { matchesNothing, type Operator } from "./operator.ts";

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

function parseBase64(text: string): string | undefined {
  return base64.test(text) ? text.replace(/=+$/, "") : undefined;
}

/**
 * Both sides are base64 text: a request's bytes have no other form here.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_BinaryEquals
 */
export const binaryOperators: Readonly<Record<string, Operator>> = {
  BinaryEquals: {
    negated: false,
    wildcards: false,
    variables: false,
    matcher: (value) => {
      const expected = parseBase64(value);
      if (expected === undefined) return matchesNothing;
      return (actual) => parseBase64(actual) === expected;
    },
    accepts: (value) => parseBase64(value) !== undefined,
  },
};
