import * as vscode from "vscode";
import { isRoleConfigName } from "../simulate/roleConfigName.ts";
import type { MachineWorkbench, Workbench } from "../workbench.ts";

/** Simulates all checks of a role config, as its row in the Testing view does. */
export const runChecks = {
  run: (workbench: Workbench, argument: unknown) => runOf(workbench, argument, "simulate"),
};

/** Runs them with real calls; the Live profile asks before the first. */
export const checkLive = {
  run: (workbench: MachineWorkbench, argument: unknown) => runOf(workbench, argument, "live"),
};

async function runOf(
  { simulation, checkTests }: Workbench,
  argument: unknown,
  how: "simulate" | "live",
): Promise<void> {
  const uri = await configOf(simulation, argument);
  if (uri === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("Open a role config, or a policy that one names, to run its checks."),
    );
    return;
  }
  await (await checkTests()).runConfig(uri, how);
}

/** The config of the lens or the title bar, or the first that the open document is about. */
async function configOf(
  simulation: Workbench["simulation"],
  argument: unknown,
): Promise<vscode.Uri | undefined> {
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined || isRoleConfigName(uri.path)) return uri;
  const [config] = await (await simulation()).configsAbout(uri);
  return config?.uri;
}
