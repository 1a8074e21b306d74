import { fillPolicy } from "../../core/policy/fillPolicy.ts";
import type { Policy } from "../../core/policy/model.ts";

type Variables = Readonly<Record<string, string>>;

const filled = new WeakMap<Policy, WeakMap<Variables, Policy>>();

/** The policy as a role config means it: with its variables filled in. The same objects give the same answer. */
export function filledPolicy(policy: Policy, variables: Variables): Policy {
  if (Object.keys(variables).length === 0) return policy;
  let byVariables = filled.get(policy);
  if (byVariables === undefined) filled.set(policy, (byVariables = new WeakMap()));
  let answer = byVariables.get(variables);
  if (answer === undefined) byVariables.set(variables, (answer = fillPolicy(policy, variables)));
  return answer;
}
