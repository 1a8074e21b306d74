import { patternMatcher } from "../pattern.ts";
import { acceptsEverything, type Operator } from "./operator.ts";

const equals: Operator = {
  negated: false,
  wildcards: false,
  variables: true,
  matcher: (value) => (actual) => actual === value,
  accepts: acceptsEverything,
};

const equalsIgnoreCase: Operator = {
  ...equals,
  matcher: (value) => {
    const lower = value.toLowerCase();
    return (actual) => actual.toLowerCase() === lower;
  },
};

const like: Operator = { ...equals, wildcards: true, matcher: patternMatcher };

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String */
export const stringOperators: Readonly<Record<string, Operator>> = {
  StringEquals: equals,
  StringNotEquals: { ...equals, negated: true },
  StringEqualsIgnoreCase: equalsIgnoreCase,
  StringNotEqualsIgnoreCase: { ...equalsIgnoreCase, negated: true },
  StringLike: like,
  StringNotLike: { ...like, negated: true },
};
