import * as vscode from "vscode";
import { parseRoleArn } from "../../core/arn.ts";
import { renderRoleConfig, type RoleConfigDraft } from "../../core/roleConfig/draft.ts";
import { newFileBeside } from "../authoring/newFileBeside.ts";

/**
 * Opens a new role config beside the policy that it was made for, else in the first folder. It is unsaved, so that
 * nothing is written before the user saves.
 */
export async function showRoleConfigDraft(
  draft: RoleConfigDraft,
  policy: vscode.Uri | undefined,
): Promise<vscode.TextEditor> {
  const role = draft.hops[0] && parseRoleArn(draft.hops[0].roleArn)?.name;
  const stem = policy && /([^/]+?)[.-](?:trust|inline|bucket|iam)-policy\.jsonc?$/i.exec(policy.path)?.[1];
  const name = `${stem ?? role ?? "new"}.assume-role.jsonc`;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const beside =
    policy === undefined || policy.scheme === "untitled"
      ? folder && vscode.Uri.joinPath(folder.uri, name)
      : policy;
  const uri = beside === undefined ? vscode.Uri.file(`/${name}`) : await newFileBeside(beside, name);
  const document = await vscode.workspace.openTextDocument(uri.with({ scheme: "untitled" }));
  // Before it is shown: nobody is told that a file is empty which is about to be filled.
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), renderRoleConfig(draft));
  await vscode.workspace.applyEdit(edit);
  return vscode.window.showTextDocument(document);
}
