import type { TextMatcher } from "../pattern.ts";

/**
 * A condition operator without its set prefix and without `IfExists`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export interface Operator {
  /** `StringNotEquals` and the like: true when no value of the policy matches. */
  readonly negated: boolean;
  /** Whether `*` and `?` are wildcards in the values. */
  readonly wildcards: boolean;
  /** Whether policy variables are replaced in the values. */
  readonly variables: boolean;
  /** The positive comparison with one value of the policy, its wildcards marked. */
  readonly matcher: (value: string) => TextMatcher;
  /** False when no request can ever match the value, because it is not of the operator's type. */
  readonly accepts: (value: string) => boolean;
}

export function acceptsEverything(): boolean {
  return true;
}

export function matchesNothing(): boolean {
  return false;
}
