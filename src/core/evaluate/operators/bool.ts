import { hasVariable } from "../variables.ts";
import { matchesNothing, type Operator } from "./operator.ts";

function parseBool(text: string): string | undefined {
  const lower = text.trim().toLowerCase();
  return lower === "true" || lower === "false" ? lower : undefined;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Boolean */
export const boolOperators: Readonly<Record<string, Operator>> = {
  Bool: {
    negated: false,
    wildcards: false,
    variables: true,
    matcher: (value) => {
      const expected = parseBool(value);
      if (expected === undefined) return matchesNothing;
      return (actual) => parseBool(actual) === expected;
    },
    accepts: (value) => parseBool(value) !== undefined || hasVariable(value),
  },
};
