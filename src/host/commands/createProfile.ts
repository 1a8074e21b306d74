import * as vscode from "vscode";
import { addSections } from "../../core/awsFiles/edit/addSections.ts";
import { commands, languageIds } from "../ids.ts";
import { askKind, askNewProfile, askSsoWay } from "../profiles/askNewProfile.ts";
import { changeAwsFiles, readForEdit } from "../profiles/changeAwsFiles.ts";
import type { ProfileStore } from "../profiles/profileStore.ts";
import { showAwsConfig } from "../profiles/showAwsConfig.ts";
import type { MachineWorkbench } from "../workbench.ts";
import { plainMessage } from "../plainText.ts";

/** Makes a profile out of the answers to a few questions, and offers to use it; or opens the file to write it there. */
export async function run(workbench: MachineWorkbench): Promise<void> {
  const { store, current } = workbench.machine;
  const kind = await askKind();
  if (kind === undefined) return;
  if (kind === "file") {
    await writeInFile(store);
    return;
  }
  // AWS is not called from an untrusted workspace, so that there is only one way.
  const ssoWay = kind === "sso" && vscode.workspace.isTrusted ? await askSsoWay() : "typed";
  if (ssoWay === undefined) return;
  if (ssoWay === "offered") {
    await vscode.commands.executeCommand(commands.addSsoProfiles);
    return;
  }
  // Before the questions: their answers would be lost.
  const read = await readForEdit(workbench);
  if (read.kind === "refused") {
    await vscode.window.showErrorMessage(plainMessage(read.message));
    return;
  }
  const sections = await askNewProfile(kind, await store.load());
  const name = sections?.find(({ type }) => type === "profile")?.name;
  if (sections === undefined || name === undefined) return;
  const title = vscode.l10n.t("New Profile");
  if (!(await changeAwsFiles(workbench, title, (files) => addSections(files, sections)))) return;
  const use = vscode.l10n.t("Use it here");
  const picked = await vscode.window.showInformationMessage(
    plainMessage(vscode.l10n.t("Profile '{0}' was written.", name)),
    use,
  );
  if (picked === use) await current.switchTo(name);
}

/** Opens the config file with the cursor on a new line at its end, and offers the snippets for a profile there. */
async function writeInFile(store: ProfileStore): Promise<void> {
  const editor = await showAwsConfig(store);
  const last = editor.document.lineAt(editor.document.lineCount - 1);
  editor.selection = new vscode.Selection(last.range.end, last.range.end);
  if (!last.isEmptyOrWhitespace) await editor.insertSnippet(new vscode.SnippetString("\n\n$0"));
  await vscode.commands.executeCommand("editor.action.insertSnippet", { langId: languageIds.awsConfig });
}
