import type { Problem } from "../failures/problem.ts";
import type { SourceCode } from "../failures/sourceFailures.ts";

/** What a source gives. */
export type Given<T> =
  | { readonly kind: "ok"; readonly value: T }
  | { readonly kind: "failed"; readonly problem: Problem }
  | { readonly kind: "cancelled" };

/** A failure of a source with one of its codes. */
export function sourceFailure(
  code: SourceCode,
  details: Pick<Problem, "message" | "errno" | "exit" | "httpStatus"> = {},
): { readonly kind: "failed"; readonly problem: Problem } {
  return { kind: "failed", problem: { operation: "FirstCredentials", code, ...details } };
}
