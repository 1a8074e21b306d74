import * as vscode from "vscode";
import { sessionProfilePlace, writeSessionProfile } from "../../core/awsFiles/edit/sessionProfile.ts";
import { changeAwsFiles, readForEdit } from "../profiles/changeAwsFiles.ts";
import { dateTime } from "../report/time.ts";
import { planOfArgument, valueOrShown } from "../sessions/preparedSession.ts";
import type { MachineWorkbench } from "../workbench.ts";
import { plainMessage } from "../plainText.ts";

/**
 * Writes the session as a profile of its own into the credentials file, after its difference was shown; over the keys of
 * an earlier session where that is the name.
 */
export async function run(workbench: MachineWorkbench, argument: unknown): Promise<void> {
  const title = vscode.l10n.t("Write Session as Profile");
  const { machine } = workbench;
  const parts = await machine.live();
  const plan = await planOfArgument(parts, argument);
  if (plan === undefined) return;
  const read = await readForEdit(workbench);
  if (read.kind === "refused") {
    await vscode.window.showErrorMessage(plainMessage(read.message));
    return;
  }
  const name = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t(
      "Name of the profile. Its keys stand in the credentials file until you delete them.",
    ),
    value: `${plan.profile ?? "environment"}-session`,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const place = sessionProfilePlace(read.files, text);
      if (place.kind === "refused") return place.message;
      return place.kind === "replaces"
        ? { message: replaces(text, place.expires), severity: vscode.InputBoxValidationSeverity.Info }
        : undefined;
    },
  });
  if (name === undefined) return;
  const handed = await valueOrShown(parts, title, plan, (live, request) => live.handOver(request));
  if (handed === undefined) return;
  const keys = handed.keys.reveal();
  const who = handed.role.arn ?? plan.profile ?? "";
  if (!(await changeAwsFiles(workbench, title, (files) => writeSessionProfile(files, name, keys, who))))
    return;
  vscode.window.setStatusBarMessage(vscode.l10n.t("Profile '{0}' was written.", name), 10_000);
}

function replaces(name: string, expires: string | undefined): string {
  if (expires === undefined) {
    return vscode.l10n.t("Replaces the keys of a session in profile '{0}'; the rest of it stays.", name);
  }
  const end = new Date(expires);
  const when = dateTime(end);
  return end.getTime() < Date.now()
    ? vscode.l10n.t(
        "Replaces the keys in profile '{0}', which ended on {1}; the rest of it stays.",
        name,
        when,
      )
    : vscode.l10n.t(
        "Replaces the keys in profile '{0}', which end on {1}; the rest of it stays.",
        name,
        when,
      );
}
