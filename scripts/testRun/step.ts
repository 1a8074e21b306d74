import type { PreparationName } from "./preparations.ts";

/** What came of a step. A step that is no test runner counts as one test. */
export type Outcome =
  | { readonly kind: "ran"; readonly passed: number; readonly failed: number; readonly output: string }
  /** The machine lacks something; `why` names it. */
  | { readonly kind: "cannotRun"; readonly why: string };

export interface Step {
  /** As in `npm test -- --only NAME`. */
  readonly name: string;
  /** What has to be installed first. */
  readonly needs: readonly PreparationName[];
  readonly run: () => Promise<Outcome>;
}
