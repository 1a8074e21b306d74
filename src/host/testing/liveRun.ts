import * as vscode from "vscode";
import type { ChainStep } from "../../core/simulate/model.ts";
import type { SimulatedConfig } from "../simulate/simulations.ts";
import { brokenBecause } from "./checkItems.ts";
import type { LiveAnswer, LiveSteps } from "./liveSteps.ts";
import { reportBroken, say } from "./simulatedRun.ts";

/** Runs steps with real calls and reports each answer as it comes; what was not reached is skipped. */
export async function reportLive(
  run: vscode.TestRun,
  token: vscode.CancellationToken,
  live: LiveSteps,
  wanted: readonly {
    readonly item: vscode.TestItem;
    readonly config: SimulatedConfig;
    readonly steps: readonly ChainStep[];
  }[],
  itemOf: (config: SimulatedConfig, step: ChainStep) => vscode.TestItem | undefined,
): Promise<void> {
  for (const { item, config, steps } of wanted) {
    if (token.isCancellationRequested) return;
    const broken = brokenBecause(config);
    if (broken !== undefined) {
      reportBroken(run, item, config, broken);
      continue;
    }
    const open = new Map(
      steps.flatMap((step) => {
        const stepItem = itemOf(config, step);
        return stepItem === undefined ? [] : [[step, stepItem] as const];
      }),
    );
    for (const stepItem of open.values()) run.enqueued(stepItem);
    await live.run(
      config,
      [...open.keys()],
      (step, answer) => {
        const stepItem = open.get(step);
        if (stepItem === undefined) return;
        open.delete(step);
        reportAnswer(run, stepItem, config, step, answer);
      },
      token,
    );
    for (const stepItem of open.values()) run.skipped(stepItem);
  }
}

function reportAnswer(
  run: vscode.TestRun,
  item: vscode.TestItem,
  config: SimulatedConfig,
  step: ChainStep,
  answer: LiveAnswer,
): void {
  run.started(item);
  item.description = answer.kind === "skipped" ? answer.reason : vscode.l10n.t("live");
  if ("lines" in answer) for (const line of answer.lines) say(run, item, line);
  const here = new vscode.Location(config.uri, config.source.range(step.span));
  switch (answer.kind) {
    case "passed":
      run.passed(item);
      return;
    case "skipped":
      run.skipped(item);
      return;
    case "errored": {
      const message = new vscode.TestMessage(answer.headline);
      message.location = here;
      run.errored(item, message);
      return;
    }
    case "failed": {
      const message = vscode.TestMessage.diff(answer.headline, answer.expected, answer.actual);
      message.location = answer.location ?? here;
      run.failed(item, message);
    }
  }
}
