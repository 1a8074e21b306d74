import type { Explanation, Problem, Situation } from "./problem.ts";
import { caller, server } from "./words.ts";

/** True when a server says that it does not know the operation, as Ceph does with GetCallerIdentity. */
export function isNotOffered(problem: Problem): boolean {
  return (
    [404, 405, 501].includes(problem.httpStatus ?? 0) ||
    /^(NotImplemented|InvalidAction|UnknownOperation\w*|UnsupportedOperation)$/.test(problem.code) ||
    /\b(unknown|unsupported|invalid) (action|operation)\b/i.test(problem.message ?? "")
  );
}

/** Refusals of GetCallerIdentity, which AWS never denies: it proves who, never what. */
export function explainIdentity(problem: Problem, situation: Situation): Explanation | undefined {
  if (isNotOffered(problem)) {
    return {
      headline: `${server(problem)} does not offer GetCallerIdentity.`,
      causes: ["The endpoint is not AWS's own STS, and this server implements a part of it only."],
      fixes: ["Check the identity against AWS, or assume a role first: its answer names the session."],
      look: "profile",
    };
  }
  if (problem.code !== "AccessDenied") return undefined;
  return {
    headline: `${server(problem)} did not accept the credentials of ${caller(situation)}.`,
    causes: [
      "GetCallerIdentity needs no permission, so a refusal means that the credentials themselves are not accepted.",
    ],
    fixes: ["Check the keys of the profile."],
    look: "profile",
  };
}
