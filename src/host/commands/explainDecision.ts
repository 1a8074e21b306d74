import * as vscode from "vscode";
import { askStep } from "../simulate/askStep.ts";
import type { Workbench } from "../workbench.ts";

/** Shows why a hop or a check is decided as it is. */
export async function run({ simulation }: Workbench, argument: unknown): Promise<void> {
  const loaded = await simulation();
  const found = await askStep(loaded, argument, { title: vscode.l10n.t("Explain Decision") });
  if (found !== undefined) await loaded.explanations.showStep(found.config, found.step);
}
