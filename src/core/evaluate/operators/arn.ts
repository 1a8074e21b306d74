import { arnMatcher, arnText } from "../pattern.ts";
import { hasVariable } from "../variables.ts";
import type { Operator } from "./operator.ts";

const like: Operator = {
  negated: false,
  wildcards: true,
  variables: true,
  matcher: (value) => {
    const matches = arnMatcher(value);
    return (actual) => matches(arnText(actual));
  },
  accepts: (value) => value.split(":").length >= 6 || hasVariable(value),
};
const notLike: Operator = { ...like, negated: true };

/**
 * ArnEquals and ArnLike are the same.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export const arnOperators: Readonly<Record<string, Operator>> = {
  ArnEquals: like,
  ArnLike: like,
  ArnNotEquals: notLike,
  ArnNotLike: notLike,
};
