import { orderedOperators } from "./ordered.ts";

const decimal = /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/;

function parseNumber(text: string): number | undefined {
  return decimal.test(text) ? Number(text) : undefined;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric */
export const numericOperators = orderedOperators("Numeric", parseNumber);
