import * as vscode from "vscode";
import type { ChainStep } from "../../core/simulate/model.ts";
import { decidingPlace } from "../../core/explain/decidingPlace.ts";
import { decisionOf, tellingRequest } from "../../core/explain/stepWords.ts";
import { locate, type SimulatedConfig } from "./simulations.ts";

/** Names a step across tests, trees, lenses and commands: `hop` or `check`, and its position in the file. */
export interface StepName {
  readonly config: vscode.Uri;
  readonly kind: "hop" | "check";
  readonly index: number;
}

export function stepId(config: vscode.Uri, step: ChainStep): string {
  return `${config.toString()}#${step.kind === "hop" ? "hop" : "check"}:${step.index}`;
}

/** Reads an id back; undefined for any other text. */
export function stepOfId(id: string): StepName | undefined {
  const [, uri, kind, index] = /^(.+)#(hop|check):(\d+)$/.exec(id) ?? [];
  if (uri === undefined || index === undefined) return undefined;
  return {
    config: vscode.Uri.parse(uri),
    kind: kind === "hop" ? "hop" : "check",
    index: Number(index),
  };
}

/** All steps of a config: the hops, then the checks of the session behind them. */
export function stepsOf({ result }: SimulatedConfig): readonly ChainStep[] {
  return [...result.hops, ...result.checks];
}

export function findStep(config: SimulatedConfig, { kind, index }: StepName): ChainStep | undefined {
  const steps: readonly ChainStep[] = kind === "hop" ? config.result.hops : config.result.checks;
  return steps.find((step) => step.index === index);
}

/** Where to look for the reason of a step: at the statement that decides, else at the step in the config. */
export function stepLocation(config: SimulatedConfig, step: ChainStep): vscode.Location {
  const request = tellingRequest(step);
  const place = request && decidingPlace(decisionOf(request));
  const found = place && locate(config, place.policy, place.span);
  return found === undefined
    ? new vscode.Location(config.uri, config.source.range(step.span))
    : new vscode.Location(found.source.uri, found.range);
}
