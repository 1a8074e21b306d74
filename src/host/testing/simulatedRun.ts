import * as vscode from "vscode";
import { decidingPlace } from "../../core/explain/decidingPlace.ts";
import { decisionAsExpected, decisionOf, requestReason, stepReason } from "../../core/explain/stepWords.ts";
import { decisionWords, expectationWords } from "../../core/explain/words.ts";
import type { ChainStep, RequestResult } from "../../core/simulate/model.ts";
import { failedCheck } from "../ids.ts";
import { locate, type SimulatedConfig } from "../simulate/simulations.ts";

/** Reports how a step went in the simulation: the reason always, the deciding statement where it went wrong. */
export function reportStep(
  run: vscode.TestRun,
  item: vscode.TestItem,
  config: SimulatedConfig,
  step: ChainStep,
): void {
  run.started(item);
  const { outcome } = step;
  const reason = stepReason(step);
  item.description = outcome.kind === "passed" || outcome.kind === "failed" ? "" : reason;
  say(run, item, `${step.label}: ${reason}`);
  switch (outcome.kind) {
    case "passed":
      run.passed(item);
      return;
    case "failed":
      run.failed(item, failures(config, step));
      return;
    case "undetermined":
      // Never passed: nobody said what the answer depends on.
      run.skipped(item);
      return;
    case "cannotRun": {
      const problem = config.result.chain.problems.find(({ message }) => message === outcome.reason);
      if (problem === undefined) run.skipped(item);
      else run.errored(item, messageAt(outcome.reason, config.uri, config.source.range(problem.span)));
    }
  }
}

/** A config that cannot be read at all. */
export function reportBroken(
  run: vscode.TestRun,
  item: vscode.TestItem,
  config: SimulatedConfig,
  problem: SimulatedConfig["result"]["chain"]["problems"][number],
): void {
  run.started(item);
  run.errored(item, messageAt(problem.message, config.uri, config.source.range(problem.span)));
}

function failures(config: SimulatedConfig, step: ChainStep): vscode.TestMessage[] {
  if (step.kind === "identity") {
    const message = vscode.TestMessage.diff(
      vscode.l10n.t("Simulated: another identity than expected."),
      step.expected,
      step.actual ?? "",
    );
    message.location = new vscode.Location(config.uri, config.source.range(step.span));
    return [message];
  }
  return step.requests
    .filter(({ outcome }) => outcome.kind === "failed")
    .map((request) => failure(config, step, request));
}

function failure(
  config: SimulatedConfig,
  step: Exclude<ChainStep, { kind: "identity" }>,
  request: RequestResult,
): vscode.TestMessage {
  const { action, resource } = request.request;
  const message = vscode.TestMessage.diff(
    vscode.l10n.t(
      "{0} on {1} is simulated as {2}, expected {3}. {4}",
      action,
      resource,
      lowerFirst(decisionWords[request.decision]),
      expectationWords[step.expected],
      requestReason(request),
    ),
    step.expected,
    decisionAsExpected(request.decision),
  );
  const place = decidingPlace(decisionOf(request));
  const found = place && locate(config, place.policy, place.span);
  message.location =
    found === undefined
      ? new vscode.Location(config.uri, config.source.range(step.span))
      : new vscode.Location(found.source.uri, found.range);
  message.contextValue = failedCheck;
  return message;
}

function messageAt(text: string, uri: vscode.Uri, range: vscode.Range): vscode.TestMessage {
  const message = new vscode.TestMessage(text);
  message.location = new vscode.Location(uri, range);
  return message;
}

/** A line of the run's output; a terminal shows it, so lines end with CRLF. */
export function say(run: vscode.TestRun, item: vscode.TestItem | undefined, line: string): void {
  run.appendOutput(`${line.replace(/[\r\n]+/g, " ")}\r\n`, undefined, item);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
