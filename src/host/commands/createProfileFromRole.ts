import * as vscode from "vscode";
import { addSections } from "../../core/awsFiles/edit/addSections.ts";
import { profileNameProblem } from "../../core/awsFiles/edit/writable.ts";
import { profilesForRole, suggestedName } from "../../core/profiles/profilesForRole.ts";
import { targetOf } from "../openDocument.ts";
import { askSource } from "../profiles/askNewProfile.ts";
import { changeAwsFiles } from "../profiles/changeAwsFiles.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** Makes a profile for a role that the open document names, with one for each hop on the way to it. */
export async function run(workbench: MachineWorkbench): Promise<void> {
  const title = vscode.l10n.t("Create Profile from This Role");
  const { store } = workbench.machine;
  const { questions, remembered } = await workbench.machine.live();
  const target = await targetOf(vscode.window.activeTextEditor, (uri) => remembered.of(uri));
  const roles = target?.roles ?? [];
  const typed =
    target?.documentKind === "trust" && roles.length === 0 ? await questions.roleOfTrustPolicy() : undefined;
  const role = typed === undefined ? await questions.role(roles) : { hops: [{ roleArn: typed }], origin: "" };
  if (role === undefined) {
    if (roles.length === 0) {
      await vscode.window.showInformationMessage(
        vscode.l10n.t("The active editor names no role. Open a role config, or a policy that names a role."),
      );
    }
    return;
  }
  const hops = await questions.fillHops(role.hops);
  const roleArn = hops?.at(-1)?.roleArn;
  if (hops === undefined || roleArn === undefined) return;
  const profiles = await store.load();
  const name = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("Name of the profile for {0}", roleArn),
    value: suggestedName(profiles, roleArn),
    ignoreFocusOut: true,
    validateInput: (text) =>
      profiles.byName.has(text)
        ? vscode.l10n.t("There is a profile of this name.")
        : profileNameProblem(text),
  });
  const named = target?.profile;
  const source =
    name === undefined
      ? undefined
      : named !== undefined && profiles.byName.has(named)
        ? (["source_profile", named] as const)
        : await askSource(profiles);
  if (name === undefined || source === undefined) return;
  const sections = profilesForRole(profiles, hops, source, name);
  await changeAwsFiles(workbench, title, (files) => addSections(files, sections));
}
