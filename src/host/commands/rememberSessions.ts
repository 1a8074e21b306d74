import * as vscode from "vscode";
import { settings } from "../ids.ts";
import { rememberedProfiles } from "../sessions/heldSessions.ts";
import { profileOfArgument } from "../views/profileArgument.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** Turns the keeping of a profile's sessions in the editor's secret storage on or off; on only after a clear yes. */
export async function run({ machine: { current } }: MachineWorkbench, argument: unknown): Promise<void> {
  const profile = profileOfArgument(argument)?.name ?? current.name;
  const remembered = rememberedProfiles();
  const configuration = vscode.workspace.getConfiguration(settings.section);
  const write = (names: readonly string[]) =>
    configuration.update(settings.rememberedSessions, names, vscode.ConfigurationTarget.Global);
  if (remembered.includes(profile)) {
    await write(remembered.filter((name) => name !== profile));
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("Sessions of profile '{0}' are kept in memory only.", profile),
      10_000,
    );
    return;
  }
  const keep = vscode.l10n.t("Keep Sessions");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("Keep sessions of profile '{0}' in the secret storage of the editor?", profile),
    {
      modal: true,
      detail: vscode.l10n.t(
        "A session then outlives this window until its own end, protected by the keychain of the operating system. Without this, sessions are in memory only.",
      ),
    },
    keep,
  );
  if (answer === keep) await write([...remembered, profile]);
}
