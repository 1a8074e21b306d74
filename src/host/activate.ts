import * as vscode from "vscode";
import type { AwsMachine } from "./awsMachine.ts";
import { commandTable, type CommandEntry } from "./commandTable.ts";
import { featureTable } from "./featureTable.ts";
import { guard } from "./guard.ts";
import { contextKeys } from "./ids.ts";
import { kindChoices } from "./kindChoices.ts";
import { liveCallsAllowed } from "./trust.ts";
import { createWorkbench, type MachineWorkbench, type Workbench } from "./workbench.ts";

/**
 * Registers the workbench, and nothing more: what does the work is loaded on first use. Without a machine (the
 * browser) it is the authoring side alone. Answers what to do when the window ends.
 */
export function activateWorkbench(
  context: vscode.ExtensionContext,
  aws: AwsMachine | undefined,
): () => Promise<void> {
  kindChoices.keepIn(context.workspaceState);
  const workbench = createWorkbench(context, aws);
  if (!hasMachine(workbench))
    void vscode.commands.executeCommand("setContext", contextKeys.liveUnavailable, true);
  for (const register of featureTable) {
    const registered = register(workbench);
    if (registered !== undefined) context.subscriptions.push(registered);
  }
  for (const [id, entry] of Object.entries(commandTable)) {
    context.subscriptions.push(
      vscode.commands.registerCommand(id, (argument: unknown) =>
        guard(workbench.log, () => runCommand(workbench, entry, argument)),
      ),
    );
  }
  return workbench.close;
}

async function runCommand(workbench: Workbench, entry: CommandEntry, argument: unknown): Promise<void> {
  if (entry.needs === "nothing") {
    await (await entry.load()).run(workbench, argument);
  } else if (!hasMachine(workbench)) {
    // Instead of "command not found".
    const goOn = vscode.l10n.t("Continue Working On…");
    const known = await vscode.commands.getCommands(true);
    const picked = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        "Profiles and AWS calls need VS Code on a machine: in the browser there is neither a file system nor a socket to AWS. Open this folder there, or in a codespace. Editing and simulation work here.",
      ),
      ...(known.includes(continueWorkingOn) ? [goOn] : []),
    );
    if (picked === goOn) await vscode.commands.executeCommand(continueWorkingOn);
  } else if (entry.needs === "machine" || (await liveCallsAllowed())) {
    await (await entry.load()).run(workbench, argument);
  }
}

/** VS Code's own, where it has one: opens the folder in an editor on a machine. */
const continueWorkingOn = "workbench.editSessions.actions.continueEditSession";

function hasMachine(workbench: Workbench): workbench is MachineWorkbench {
  return workbench.machine !== undefined;
}
