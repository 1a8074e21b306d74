import * as vscode from "vscode";
import { stepReason } from "../../core/explain/stepWords.ts";
import type { ChainStep } from "../../core/simulate/model.ts";
import type { Simulation } from "./simulation.ts";
import type { SimulatedConfig } from "./simulations.ts";
import { findStep, stepOfId, stepsOf } from "./steps.ts";
import { plainMessage } from "../plainText.ts";

/** A step with the config it stands in. */
export interface FoundStep {
  readonly config: SimulatedConfig;
  readonly step: ChainStep;
}

/**
 * The step that a command is about: named by its argument (a test, a row, a lens), else picked among those of the open
 * document. Undefined when the user gave up, or was told that there is none.
 */
export async function askStep(
  simulation: Simulation,
  argument: unknown,
  question: {
    readonly title: string;
    readonly wanted?: (step: ChainStep) => boolean;
    readonly none?: string;
  },
): Promise<FoundStep | undefined> {
  const ids = idsOf(argument);
  if (ids.length > 0) {
    const found = await Promise.all(ids.map((id) => stepNamed(simulation, id)));
    return pick(
      found.filter((one) => one !== undefined),
      question.title,
    );
  }
  const wanted = question.wanted ?? (() => true);
  const uri = vscode.window.activeTextEditor?.document.uri;
  const about = uri === undefined ? [] : await simulation.configsAbout(uri);
  const configs = about.length > 0 ? about : await simulation.simulations.all();
  const steps = configs.flatMap((config) =>
    stepsOf(config)
      .filter(wanted)
      .map((step) => ({ config, step })),
  );
  if (steps.length > 0) return pick(steps, question.title);
  await vscode.window.showInformationMessage(
    plainMessage(
      configs.length === 0
        ? vscode.l10n.t("The workspace has no role config. 'Assume Role: Create Role Config' makes one.")
        : (question.none ?? vscode.l10n.t("The role configs have no hop and no check.")),
    ),
  );
  return undefined;
}

async function stepNamed({ simulations }: Simulation, id: string): Promise<FoundStep | undefined> {
  const name = stepOfId(id);
  const config = name && (await simulations.of(name.config));
  const step = config && findStep(config, name);
  return step && { config, step };
}

async function pick(steps: readonly FoundStep[], title: string): Promise<FoundStep | undefined> {
  if (steps.length < 2) return steps[0];
  const picked = await vscode.window.showQuickPick(
    steps.map((found) => ({
      label: found.step.label,
      description: vscode.workspace.asRelativePath(found.config.uri),
      detail: stepReason(found.step),
      found,
    })),
    {
      title,
      placeHolder: vscode.l10n.t("Which hop or check?"),
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  return picked?.found;
}

/** A menu passes a test, a failing message of one, or a row; a lens passes ids. Anything else names no step. */
function idsOf(argument: unknown): string[] {
  if (Array.isArray(argument)) return argument.filter((id) => typeof id === "string");
  if (typeof argument === "string") return [argument];
  const { id, test } = (argument ?? {}) as {
    readonly id?: unknown;
    readonly test?: { readonly id?: unknown };
  };
  const named = test?.id ?? id;
  return typeof named === "string" && stepOfId(named) !== undefined ? [named] : [];
}
