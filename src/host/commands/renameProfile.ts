import * as vscode from "vscode";
import { renameProfile } from "../../core/awsFiles/edit/renameProfile.ts";
import { changeAwsFiles, readForEdit } from "../profiles/changeAwsFiles.ts";
import {
  fileNames,
  followRemembered,
  renameInRoleConfigs,
  roleConfigsThatName,
} from "../profiles/namedElsewhere.ts";
import { pickProfile } from "../profiles/pickProfile.ts";
import type { MachineWorkbench } from "../workbench.ts";
import { plainMessage } from "../plainText.ts";

/**
 * Renames a profile in both files and where others name it as their source. The profile in force stays in force, kept
 * sessions stay kept, and role configs that name it are offered the new name.
 */
export async function run(workbench: MachineWorkbench, row: unknown): Promise<void> {
  const title = vscode.l10n.t("Rename Profile");
  const profile = await pickProfile(workbench, row, title);
  if (profile === undefined) return;
  const from = profile.name;
  const read = await readForEdit(workbench);
  if (read.kind === "refused") {
    await vscode.window.showErrorMessage(plainMessage(read.message));
    return;
  }
  const to = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("New name of profile '{0}'. Profiles that name it as their source follow.", from),
    value: from,
    ignoreFocusOut: true,
    validateInput: (name) => {
      const result = renameProfile(read.files, from, name);
      return result.kind === "refused" ? result.message : undefined;
    },
  });
  if (to === undefined) return;
  const { current } = workbench.machine;
  const wasInForce = current.name === from;
  if (!(await changeAwsFiles(workbench, title, (files) => renameProfile(files, from, to)))) return;
  await followRemembered(from, to);
  if (wasInForce) await current.switchTo(to);
  const mentions = await roleConfigsThatName(from);
  if (mentions.length === 0) return;
  const follow = vscode.l10n.t("Write '{0}' There", to);
  const picked = await vscode.window.showInformationMessage(
    plainMessage(
      mentions.length === 1
        ? vscode.l10n.t("A role config still names profile '{0}': {1}", from, fileNames(mentions))
        : vscode.l10n.t("Role configs still name profile '{0}': {1}", from, fileNames(mentions)),
    ),
    follow,
  );
  if (picked === follow) await renameInRoleConfigs(from, to);
}
