import type * as vscode from "vscode";
import type { ChainStep } from "../../core/simulate/model.ts";
import type { SimulatedConfig } from "../simulate/simulations.ts";

/** Runs steps of role configs with real calls, for the Live profile. The one implementation needs a machine. */
export interface LiveSteps {
  /** The user picks the profile that makes the calls from now on. */
  pickProfile(): Promise<void>;
  /**
   * Runs steps of one config, hop by hop, each answer as it comes. Asks before the first AssumeRole; what the user
   * refuses or cancels is `skipped`.
   */
  run(
    config: SimulatedConfig,
    steps: readonly ChainStep[],
    onAnswer: (step: ChainStep, answer: LiveAnswer) => void,
    token: vscode.CancellationToken,
  ): Promise<void>;
}

export type LiveAnswer =
  /** What is shown under the test, in lines. */
  | { readonly kind: "passed"; readonly lines: readonly string[] }
  /** The headline says where simulated and live differ, with the likely cause. */
  | {
      readonly kind: "failed";
      readonly headline: string;
      readonly expected: string;
      readonly actual: string;
      readonly lines: readonly string[];
      /** Where to look first; the step itself where nothing better is known. */
      readonly location?: vscode.Location;
    }
  /** Expired credentials, throttling, no network: nothing is known about the policies. */
  | { readonly kind: "errored"; readonly headline: string; readonly lines: readonly string[] }
  | { readonly kind: "skipped"; readonly reason: string };
