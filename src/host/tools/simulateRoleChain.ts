import * as vscode from "vscode";
import type { StatementReference } from "../../core/evaluate/model.ts";
import { requestReason, stepReason } from "../../core/explain/stepWords.ts";
import { optional } from "../../core/optional.ts";
import { explainRequest } from "../../core/simulate/explainRequest.ts";
import type { ChainStep, RequestResult } from "../../core/simulate/model.ts";
import type { Simulation } from "../simulate/simulation.ts";
import { locate, type SimulatedConfig } from "../simulate/simulations.ts";
import { stepsOf } from "../simulate/steps.ts";
import type { SimulateInput } from "./registerSimulateTool.ts";

/** Decisions with their statements, as plain data. Paths are relative to the workspace, lines count from 1. */
export async function simulateRoleChain(
  { simulations }: Simulation,
  { config: path, step: words }: SimulateInput,
): Promise<object> {
  // A model that has just written a file asks before the news of it have come.
  simulations.renew();
  const all = await simulations.all();
  const configs = all.filter(({ uri }) => path === undefined || namesFile(uri, path));
  if (configs.length === 0) {
    return {
      problem: path === undefined ? "The workspace has no role config." : `There is no role config ${path}.`,
      roleConfigs: all.map(({ uri }) => vscode.workspace.asRelativePath(uri)),
    };
  }
  return {
    simulated: "Decided offline from the policies in the workspace; AWS was not asked.",
    roleConfigs: configs.map((config) => ({
      file: vscode.workspace.asRelativePath(config.uri),
      problems: config.result.chain.problems.map(({ severity, message, span }) => ({
        severity,
        message,
        line: config.source.range(span).start.line + 1,
      })),
      steps: stepsOf(config)
        .filter(({ label }) => words === undefined || label.toLowerCase().includes(words.toLowerCase()))
        .map((step) => stepAnswer(config, step)),
    })),
  };
}

function namesFile(uri: vscode.Uri, path: string): boolean {
  const relative = vscode.workspace.asRelativePath(uri);
  return relative === path || uri.path.endsWith(`/${path.replace(/^\.?\//, "")}`);
}

function stepAnswer(config: SimulatedConfig, step: ChainStep): object {
  return {
    step: `${step.kind === "hop" ? "hop" : "check"} ${step.index + 1}`,
    name: step.label,
    line: config.source.range(step.span).start.line + 1,
    expected: step.expected,
    outcome: step.outcome.kind,
    reason: stepReason(step),
    ...optional(
      "requests",
      step.requests.length === 0 ? undefined : step.requests.map((request) => requestAnswer(config, request)),
    ),
  };
}

function requestAnswer(config: SimulatedConfig, request: RequestResult): object {
  const { decidedBy, missing, notModelled } = explainRequest(config.result, request);
  return {
    action: request.request.action,
    resource: request.request.resource,
    decision: request.decision,
    outcome: request.outcome.kind,
    reason: requestReason(request),
    decidedBy: decidedBy.map((reference) => statementAnswer(config, reference)),
    missing: missing.map(({ side, suggestion, document, nearest }) => ({
      side,
      addTo: document?.name,
      statement: suggestion,
      ...optional("nearest", nearest && statementAnswer(config, nearest)),
    })),
    notModelled,
  };
}

function statementAnswer(
  config: SimulatedConfig,
  { side, policy, statement, sid, span }: StatementReference,
): object {
  const place = locate(config, policy, span);
  return {
    side,
    policy: place === undefined ? policy : vscode.workspace.asRelativePath(place.source.uri),
    statement: statement + 1,
    ...optional("sid", sid),
    ...optional("line", place && place.range.start.line + 1),
  };
}
