import type { Explanation, Problem, Situation } from "./problem.ts";
import { caller, server } from "./words.ts";

/** Refusals of ListRoles, which only helps to pick. */
export function explainRoles(problem: Problem, situation: Situation): Explanation | undefined {
  if (!problem.code.startsWith("AccessDenied")) return undefined;
  return {
    headline: `${server(problem)} does not let ${caller(situation)} list roles.`,
    causes: ["iam:ListRoles is not allowed to this identity."],
    fixes: ["Type the role's ARN: assuming it needs no right to list."],
    look: "identityPolicy",
  };
}
