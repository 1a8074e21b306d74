import * as vscode from "vscode";
import { addSessionProfile } from "../../core/awsFiles/edit/addSessionProfile.ts";
import { profileNameProblem } from "../../core/awsFiles/edit/writable.ts";
import { changeAwsFiles } from "../profiles/changeAwsFiles.ts";
import { planOfArgument, valueOrShown } from "../sessions/preparedSession.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** Writes the session as a profile of its own into the credentials file, after its difference was shown. */
export async function run(workbench: MachineWorkbench, argument: unknown): Promise<void> {
  const title = vscode.l10n.t("Write Session as Profile");
  const { machine } = workbench;
  const parts = await machine.live();
  const plan = await planOfArgument(parts, argument);
  if (plan === undefined) return;
  const { byName } = await machine.store.load();
  const name = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t(
      "Name of the profile. Its keys stand in the credentials file until you delete them.",
    ),
    value: `${plan.profile ?? "environment"}-session`,
    ignoreFocusOut: true,
    validateInput: (text) =>
      byName.has(text) ? vscode.l10n.t("There is a profile of this name.") : profileNameProblem(text),
  });
  if (name === undefined) return;
  const handed = await valueOrShown(parts, title, plan, (live, request) => live.handOver(request));
  if (handed === undefined) return;
  const keys = handed.keys.reveal();
  const who = handed.role.arn ?? plan.profile ?? "";
  await changeAwsFiles(workbench, title, (files) => addSessionProfile(files, name, keys, who));
}
