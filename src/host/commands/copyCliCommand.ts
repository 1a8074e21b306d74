import * as vscode from "vscode";
import { cliCommand } from "../../core/handOver/cliCommand.ts";
import { pickShell } from "../sessions/pickShell.ts";
import { planOfArgument } from "../sessions/preparedSession.ts";
import type { MachineWorkbench } from "../workbench.ts";
import { plainLabel } from "../plainText.ts";

/** Copies the AWS CLI command that does the same. It holds no secret and calls nothing. */
export async function run({ machine }: MachineWorkbench, argument: unknown): Promise<void> {
  const parts = await machine.live();
  const plan = await planOfArgument(parts, argument);
  if (plan === undefined) return;
  const shell = await pickShell(vscode.l10n.t("Copy as AWS CLI Command"));
  if (shell === undefined) return;
  const command = cliCommand(shell, plan);
  if (command === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t(
        "The AWS CLI has no one command for this chain: it makes the roles of a profile and one more. Create a profile from the roles first.",
      ),
    );
    return;
  }
  await vscode.env.clipboard.writeText(command);
  vscode.window.setStatusBarMessage(vscode.l10n.t("Copied: {0}", plainLabel(command)), 10_000);
}
