import * as vscode from "vscode";
import type { LiveAnswer as CoreAnswer, LiveCheckResult, LiveHopResult } from "../../core/liveChain/model.ts";
import type { LiveFailure, Step } from "../../core/livePort.ts";
import { planChain, type ReadSessionPolicy } from "../../core/liveChain/planChain.ts";
import { runLiveChain } from "../../core/liveChain/runLiveChain.ts";
import { answerInWords } from "../../core/liveChain/verdict.ts";
import { deriveTarget } from "../../core/openConfig/derive.ts";
import type { Plan } from "../../core/profiles/model.ts";
import type { ChainStep } from "../../core/simulate/model.ts";
import type { AwsMachine } from "../awsMachine.ts";
import { clockTime } from "../report/time.ts";
import type { SimulatedConfig } from "../simulate/simulations.ts";
import { stepLocation } from "../simulate/steps.ts";
import type { LiveAnswer, LiveSteps } from "../testing/liveSteps.ts";
import { liveCallsAllowed } from "../trust.ts";
import { profileChoice } from "./chooseProfile.ts";
import type { LiveParts } from "./liveParts.ts";
import { readSessionPolicy } from "./sessionPolicy.ts";
import { plainMessage } from "../plainText.ts";

/** Runs the steps of role configs with real calls: the Live profile of the Testing view. */
export class LiveChain implements LiveSteps {
  /** Picked in this window; else the config's own, else the current one. */
  #profile: string | undefined;

  constructor(private readonly parts: Pick<LiveParts, "runner" | "reports" | "store">) {}

  async pickProfile(): Promise<void> {
    const { profiles } = await this.parts.store.load();
    const picked = await vscode.window.showQuickPick(
      profiles.map((profile) => profileChoice(profile)),
      { title: vscode.l10n.t("Which profile makes the call?"), matchOnDescription: true },
    );
    if (picked !== undefined) this.#profile = picked.profile;
  }

  async run(
    config: SimulatedConfig,
    steps: readonly ChainStep[],
    onAnswer: (step: ChainStep, answer: LiveAnswer) => void,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const refuse = (reason: string): void => {
      for (const step of steps) onAnswer(step, { kind: "skipped", reason });
    };
    if (!(await liveCallsAllowed())) {
      refuse(vscode.l10n.t("AWS calls stay off until you trust this workspace."));
      return;
    }
    const prepared = await this.#plan(config);
    if (prepared.kind === "refused") {
      refuse(prepared.reason);
      return;
    }
    const wanted = new Set(steps);
    const results: (LiveHopResult | LiveCheckResult)[] = [];
    const taken: Step[] = [];
    let answered = false;
    // Every hop has to be taken on the way; of the checks only those that are wanted are asked.
    const simulated = {
      ...config.result,
      checks: config.result.checks.filter((check) => wanted.has(check)),
    };
    const { cancelled } = await this.parts.runner.run(
      vscode.l10n.t("Checking {0} live", vscode.workspace.asRelativePath(config.uri)),
      prepared.plan,
      (live, request) =>
        runLiveChain({
          simulated,
          live,
          request: {
            ...request,
            onStep: (step) => {
              // The checks use the session of the hops, and each says so again.
              if (!answered) taken.push(step);
              request.onStep(step);
            },
          },
          onResult: (result) => {
            answered = true;
            if (!wanted.has(result.simulated)) return;
            results.push(result);
            onAnswer(result.simulated, answerOf(config, result));
          },
        }),
      token,
    );
    // At most one notification for a run, and it is not waited for: the tests have their results.
    if (!cancelled)
      void this.#tell({ config, plan: prepared.plan, finished: new Date(), steps: taken, results });
  }

  async #plan(
    config: SimulatedConfig,
  ): Promise<
    { readonly kind: "plan"; readonly plan: Plan } | { readonly kind: "refused"; readonly reason: string }
  > {
    const { path } = config.uri;
    const target = deriveTarget(
      { kind: "roleConfig", path, text: config.source.text, offset: 0 },
      { roleConfigs: [] },
    );
    const chosen = await this.parts.runner.prepare(target, this.#profile, {
      role: undefined,
      document: config.uri,
    });
    const notRun = { kind: "refused", reason: vscode.l10n.t("Not run: no profile makes the call.") } as const;
    if (chosen === undefined) return notRun;
    const planned = await planChain(
      chosen.plan,
      { path, config: config.result.chain.config },
      sessionPolicyReader(this.parts.runner.machine, config.uri),
    );
    if (planned.kind === "refused") return planned;
    return (await this.parts.runner.confirm({ ...chosen, plan: planned.plan }))
      ? planned
      : { kind: "refused", reason: vscode.l10n.t("Not run: the calls were not agreed to.") };
  }

  async #tell(run: FinishedRun): Promise<void> {
    const { config, results } = run;
    const different = results.find(({ difference }) => difference !== undefined);
    if (different?.difference !== undefined) {
      const openPolicy = vscode.l10n.t("Open Policy");
      const showTrace = vscode.l10n.t("Show Trace");
      const picked = await vscode.window.showErrorMessage(
        plainMessage(`${different.simulated.label}. ${different.difference.headline}`),
        openPolicy,
        showTrace,
      );
      if (picked === showTrace) await this.#showTrace(run);
      if (picked !== openPolicy) return;
      const { uri, range } = stepLocation(config, different.simulated);
      await vscode.window.showTextDocument(uri, { selection: new vscode.Range(range.start, range.start) });
      return;
    }
    const failure = results.flatMap(answersOf).flatMap(failureWithoutAnswer)[0];
    if (failure !== undefined) {
      const openProfile = () => vscode.window.showTextDocument(this.parts.store.uri("config"));
      await this.parts.runner.showFailure(failure, failure.look === "profile" ? openProfile : undefined);
      return;
    }
    if (!results.some(({ outcome }) => outcome === "passed")) return;
    if (results.some(({ outcome }) => outcome === "failed")) return;
    vscode.window.setStatusBarMessage(
      vscode.l10n.t(
        "$(check) {0} checked live at {1}",
        config.result.hops.at(-1)?.label ?? "",
        clockTime(run.finished),
      ),
      5000,
    );
  }

  /** The chain as it was taken and every answer, as the live commands report theirs. */
  #showTrace({ config, plan, finished, steps, results }: FinishedRun): Promise<void> {
    const name = config.uri.path.slice(config.uri.path.lastIndexOf("/") + 1);
    return this.parts.reports.show({
      title: vscode.l10n.t("Live checks of {0}", name),
      plan,
      finished,
      steps,
      outcome: {
        kind: "checks",
        checks: results.map((result) => ({
          label: result.simulated.label,
          outcome: result.outcome,
          lines: [result.sentence, ...differenceLines(result), ...linesOf(result)],
        })),
      },
    });
  }
}

/** A run with real calls that came to its end. */
interface FinishedRun {
  readonly config: SimulatedConfig;
  readonly plan: Plan;
  readonly finished: Date;
  readonly steps: readonly Step[];
  readonly results: readonly (LiveHopResult | LiveCheckResult)[];
}

function answerOf(config: SimulatedConfig, result: LiveHopResult | LiveCheckResult): LiveAnswer {
  const { difference, sentence, outcome, simulated } = result;
  const at = vscode.l10n.t("Live at {0}", clockTime(new Date()));
  const details = linesOf(result);
  if (difference !== undefined) {
    const [cause] = difference.causes;
    return {
      kind: "failed",
      headline: [difference.headline, cause].filter((part) => part !== undefined).join(" "),
      expected: simulated.expected,
      actual: sentence,
      lines: [at, sentence, ...differenceLines(result), ...details],
      location: stepLocation(config, simulated),
    };
  }
  switch (outcome) {
    case "passed":
      return { kind: "passed", lines: [at, sentence, ...details] };
    case "failed":
      return {
        kind: "failed",
        headline: sentence,
        expected: simulated.expected,
        actual: actualOf(result),
        lines: [at, sentence, ...details],
        location: stepLocation(config, simulated),
      };
    case "errored":
      return { kind: "errored", headline: sentence, lines: [at, ...details] };
    case "skipped":
      return { kind: "skipped", reason: sentence };
  }
}

function answersOf(result: LiveHopResult | LiveCheckResult): readonly CoreAnswer[] {
  return result.kind === "hop" ? [result.answer] : result.requests.map(({ answer }) => answer);
}

/** Why there is no answer: expired credentials, throttling, no network. */
function failureWithoutAnswer(answer: CoreAnswer): LiveFailure[] {
  return answer.kind === "errored" ? [answer.failure] : [];
}

function differenceLines({ difference }: LiveHopResult | LiveCheckResult): string[] {
  return difference === undefined ? [] : [difference.headline, ...difference.causes];
}

function actualOf(result: LiveHopResult | LiveCheckResult): string {
  return answersOf(result).map(answerInWords).join(" ");
}

/** What a failure says of its causes and of what to do. */
function linesOf(result: LiveHopResult | LiveCheckResult): string[] {
  return answersOf(result).flatMap((answer) => {
    if (!("failure" in answer)) return [];
    const { serviceMessage, causes, fixes } = answer.failure;
    return [...(serviceMessage === undefined ? [] : [serviceMessage]), ...causes, ...fixes];
  });
}

/** As a live command reads it, see sessionPolicy.ts. */
function sessionPolicyReader(machine: AwsMachine, config: vscode.Uri): ReadSessionPolicy {
  return async (path) => {
    const policy = await readSessionPolicy(machine, config, path);
    return policy.kind === "text" ? policy : { kind: "refused", reason: policy.message };
  };
}
