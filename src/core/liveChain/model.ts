import type { CallerIdentity, LiveFailure } from "../livePort.ts";
import type { ChainStep, CheckResult, HopResult } from "../simulate/model.ts";

/** What AWS answered to one question of a role config. */
export type LiveAnswer =
  /** `note` says what the answer shows beside the permission. */
  | { readonly kind: "allowed"; readonly note?: string; readonly requestId?: string }
  /** A no of the policies. `explicit` says whether a Deny statement did it, where AWS told. */
  | { readonly kind: "refused"; readonly explicit?: boolean; readonly failure: LiveFailure }
  | { readonly kind: "identity"; readonly identity: CallerIdentity }
  /** No answer: keys, input, the wire, throttling. */
  | { readonly kind: "errored"; readonly failure: LiveFailure }
  /** Not asked, with the reason in a sentence. */
  | { readonly kind: "notAsked"; readonly reason: string };

export type LiveOutcome = "passed" | "failed" | "errored" | "skipped";

/** One action on one resource of a check, asked for real. */
export interface LiveRequestResult {
  readonly action: string;
  readonly resource: string;
  readonly answer: LiveAnswer;
}

interface LiveStepBase<S extends ChainStep> {
  /** What the simulation said of the same step. */
  readonly simulated: S;
  readonly outcome: LiveOutcome;
  /** The outcome in a sentence: what was expected, what AWS did, or why it was not asked. */
  readonly sentence: string;
  /** Set where AWS and the simulation answer differently: that is the finding, whatever was expected. */
  readonly difference?: Difference;
}

export interface LiveHopResult extends LiveStepBase<HopResult> {
  readonly kind: "hop";
  readonly answer: LiveAnswer;
}

export interface LiveCheckResult extends LiveStepBase<CheckResult> {
  readonly kind: "check";
  /** One for each question of the check; an identity check has one. */
  readonly requests: readonly LiveRequestResult[];
}

export interface Difference {
  /** "Simulated: allowed. AWS: refused." */
  readonly headline: string;
  /** Likely causes in sentences, most likely first. Never empty. */
  readonly causes: readonly string[];
}

/** A whole role config asked for real. */
export interface LiveChainResult {
  /** Parallel to the simulation's hops. */
  readonly hops: readonly LiveHopResult[];
  /** Parallel to the simulation's checks. */
  readonly checks: readonly LiveCheckResult[];
  /** Who made the first call, where the service told. */
  readonly caller?: CallerIdentity;
  readonly cancelled: boolean;
}
