import * as vscode from "vscode";
import { profileChoice } from "../liveChecks/chooseProfile.ts";
import type { MachineWorkbench } from "../workbench.ts";
import { plainMessage } from "../plainText.ts";

/** Picks the profile in force for this workspace. */
export async function run({ machine: { store, current } }: MachineWorkbench): Promise<void> {
  const { profiles } = await store.load();
  if (profiles.length === 0) {
    await vscode.window.showInformationMessage(
      plainMessage(vscode.l10n.t("No AWS profiles found on {0}.", store.machine.hostName)),
    );
    return;
  }
  const items = profiles.map((profile) => {
    const choice = profileChoice(profile);
    return profile.name === current.name
      ? { ...choice, description: [vscode.l10n.t("current"), choice.description].filter(Boolean).join(" · ") }
      : choice;
  });
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Switch Profile"),
    placeHolder: vscode.l10n.t("Profile for this workspace"),
    matchOnDescription: true,
  });
  if (picked !== undefined) await current.switchTo(picked.profile);
}
