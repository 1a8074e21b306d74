import * as vscode from "vscode";
import { removeProfile } from "../../core/awsFiles/edit/removeProfile.ts";
import { dependentsOf } from "../../core/profiles/dependents.ts";
import { changeAwsFiles } from "../profiles/changeAwsFiles.ts";
import { fileNames, followRemembered, roleConfigsThatName } from "../profiles/namedElsewhere.ts";
import { pickProfile } from "../profiles/pickProfile.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** Deletes a profile from both files; first warns of the profiles and the role configs that need it. */
export async function run(workbench: MachineWorkbench, row: unknown): Promise<void> {
  const title = vscode.l10n.t("Delete Profile");
  const profile = await pickProfile(workbench, row, title);
  if (profile === undefined) return;
  const { name } = profile;
  const dependents = dependentsOf(await workbench.machine.store.load(), name);
  const mentions = await roleConfigsThatName(name);
  const details = [
    ...(dependents.length === 0
      ? []
      : [vscode.l10n.t("What stops working without it: {0}", dependents.join(", "))]),
    ...(mentions.length === 0
      ? []
      : [vscode.l10n.t("Role configs whose live calls it makes: {0}", fileNames(mentions))]),
  ];
  if (details.length > 0) {
    const go = vscode.l10n.t("Delete all the same");
    const answer = await vscode.window.showWarningMessage(
      dependents.length === 0
        ? vscode.l10n.t("Profile '{0}' is named elsewhere.", name)
        : dependents.length === 1
          ? vscode.l10n.t("Another profile takes its credentials from '{0}'.", name)
          : vscode.l10n.t("Other profiles take their credentials from '{0}'.", name),
      { modal: true, detail: details.join("\n\n") },
      go,
    );
    if (answer !== go) return;
  }
  if (!(await changeAwsFiles(workbench, title, (files) => removeProfile(files, name)))) return;
  // Else a later profile of this name would have its sessions kept without having been asked for.
  await followRemembered(name, undefined);
}
