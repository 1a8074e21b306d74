import * as vscode from "vscode";
import { exportLines } from "../../core/handOver/exports.ts";
import { sessionVariables, variablesToUnset } from "../../core/handOver/variables.ts";
import { pickShell } from "../sessions/pickShell.ts";
import { planOfArgument, valueOrShown } from "../sessions/preparedSession.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** Copies the session as lines that set it in a shell; the clipboard is emptied after a minute. */
export async function run({ machine, clipboard }: MachineWorkbench, argument: unknown): Promise<void> {
  const title = vscode.l10n.t("Copy Session as Environment Variables");
  const parts = await machine.live();
  const plan = await planOfArgument(parts, argument);
  if (plan === undefined) return;
  const shell = await pickShell(title);
  if (shell === undefined) return;
  const handed = await valueOrShown(parts, title, plan, (live, request) => live.handOver(request));
  if (handed === undefined) return;
  const variables = sessionVariables(handed.keys.reveal(), plan);
  const text = exportLines(shell, variables, variablesToUnset(variables));
  if (text === undefined) {
    await vscode.window.showErrorMessage(
      vscode.l10n.t("A value of this session cannot be written for this shell. Use another one."),
    );
    return;
  }
  await (await clipboard()).copy(text);
  vscode.window.setStatusBarMessage(
    vscode.l10n.t("Copied. The clipboard is emptied in a minute if it still holds the keys."),
    10_000,
  );
}
