import type { DecisionKind, Side } from "../core/evaluate/model.ts";
import type { Outcome } from "../core/simulate/model.ts";
import type { Range } from "../core/text/span.ts";

/** Where something stands: `file` as the user names it; no range where the file has no such place yet. */
export interface Place {
  readonly file: string;
  readonly range?: Range;
}

/** A role config with the answers to its questions: what every format of `check` is written from. */
export interface CheckedConfig {
  readonly file: string;
  readonly problems: readonly {
    readonly code: string;
    readonly severity: "error" | "warning";
    readonly message: string;
    readonly range: Range;
  }[];
  readonly steps: readonly CheckedStep[];
}

export interface CheckedStep {
  readonly kind: "hop" | "check" | "identity";
  /** Position among the hops, or among the checks of the file. */
  readonly index: number;
  readonly name: string;
  readonly outcome: Outcome["kind"];
  readonly expected: string;
  /** The answer of the step: of several requests, the first that is not as expected. */
  readonly actual?: string;
  /** Why it is undetermined or cannot run. */
  readonly message?: string;
  /** Where the step stands in the config. */
  readonly range: Range;
  /** Only those that were asked to be explained. */
  readonly requests: readonly CheckedRequest[];
}

export interface CheckedRequest {
  readonly action: string;
  readonly resource: string;
  readonly decision: DecisionKind;
  readonly outcome: Outcome["kind"];
  /** One sentence. */
  readonly reason: string;
  readonly decidedBy: readonly CheckedStatement[];
  readonly missing: readonly {
    readonly side: Side;
    /** As it would be written in the policy. */
    readonly suggestion: object;
    /** Where it belongs, when the config names a document there. */
    readonly place?: Place;
    /** The Allow that came closest, and why it does not apply. */
    readonly nearest?: string;
  }[];
  readonly undetermined: readonly string[];
  /** What AWS would refuse in the policies, or what can never match. */
  readonly problems: readonly { readonly message: string; readonly place: Place }[];
  readonly notModelled: readonly string[];
}

export interface CheckedStatement extends Place {
  readonly side: Side;
  /** From 0. */
  readonly statement: number;
  readonly sid?: string;
}

/** How many steps of how many configs went how. */
export class StepCounts {
  readonly steps = { passed: 0, failed: 0, undetermined: 0, cannotRun: 0 } satisfies Record<
    Outcome["kind"],
    number
  >;
  configs = 0;
  errors = 0;

  add({ steps, problems }: CheckedConfig): void {
    this.configs++;
    for (const { outcome } of steps) this.steps[outcome]++;
    for (const { severity } of problems) if (severity === "error") this.errors++;
  }

  /** A role config with an error ends with 2, like one whose answer is not known; a wrong answer with 1. */
  get exitCode(): 0 | 1 | 2 {
    if (this.errors > 0) return 2;
    if (this.steps.failed > 0) return 1;
    return this.steps.undetermined + this.steps.cannotRun > 0 ? 2 : 0;
  }
}
