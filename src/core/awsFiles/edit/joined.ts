import type { EditResult } from "./model.ts";

/** The results of several files as one; refused where one of them is. */
export function joined(results: readonly EditResult[]): EditResult {
  const refusal = results.find(({ kind }) => kind === "refused");
  if (refusal !== undefined) return refusal;
  return { kind: "edits", files: results.flatMap((result) => (result.kind === "edits" ? result.files : [])) };
}
