import type { DecisionKind, Side } from "../core/evaluate/model.ts";
import type { Difference, LiveOutcome } from "../core/liveChain/model.ts";
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
  /** Set where AWS was asked too. */
  readonly live?: {
    /** Who made the first call, where the service told. */
    readonly caller?: string;
    /** Why nothing of this config could be asked, in a sentence. */
    readonly refused?: string;
  };
}

export interface CheckedStep {
  readonly kind: "hop" | "check" | "identity";
  /** Position among the hops, or among the checks of the file. */
  readonly index: number;
  readonly name: string;
  readonly outcome: Outcome["kind"];
  readonly expected: string;
  /** The answer, in the words of `expect`; of several requests, of the first that is not as expected. */
  readonly actual?: string;
  /** Why it is undetermined or cannot run. */
  readonly message?: string;
  /** Where the step stands in the config. */
  readonly range: Range;
  /** Only those that were asked to be explained. */
  readonly requests: readonly CheckedRequest[];
  readonly live?: LiveStep;
}

/** What AWS answered to the same step. */
export interface LiveStep {
  readonly outcome: LiveOutcome;
  /** One or two sentences. */
  readonly message: string;
  /** Where AWS and the simulation differ. */
  readonly difference?: Difference;
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
    /** The nearest Allow fits but for its conditions, which the request could meet. */
    readonly lacksConditionOnly: boolean;
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
  readonly live = { passed: 0, failed: 0, errored: 0, skipped: 0 } satisfies Record<LiveOutcome, number>;
  configs = 0;
  errors = 0;
  /** Role configs whose questions could not be asked for real. */
  refused = 0;
  /** Steps that neither the simulation nor AWS answers. */
  #open = 0;

  add({ steps, problems, live }: CheckedConfig): void {
    this.configs++;
    for (const step of steps) {
      this.steps[step.outcome]++;
      if (step.live !== undefined) this.live[step.live.outcome]++;
      const simulated = step.outcome === "passed" || step.outcome === "failed";
      if (!simulated && step.live?.outcome !== "passed" && step.live?.outcome !== "failed") this.#open++;
    }
    for (const { severity } of problems) if (severity === "error") this.errors++;
    if (live?.refused !== undefined) this.refused++;
  }

  /** A role config with an error ends with 2, like one whose answer is not known; a wrong answer with 1. */
  get exitCode(): 0 | 1 | 2 {
    if (this.errors > 0) return 2;
    if (this.steps.failed + this.live.failed > 0) return 1;
    return this.#open + this.live.errored + this.refused > 0 ? 2 : 0;
  }
}
