import * as vscode from "vscode";
import { findWorkspaceFiles } from "../filesOfWorkspace.ts";
import { guard } from "../guard.ts";
import { isRoleConfigName } from "../simulate/roleConfigName.ts";
import type { Workbench } from "../workbench.ts";

const pattern = "**/*.assume-role.{json,jsonc}";

/**
 * Role configs in the Testing view. A workspace without one has no controller: VS Code would show an empty Testing view
 * to everybody who has the extension. The tests of a config in an editor are listed with it, all others when the view
 * asks.
 */
export function registerCheckTests({ checkController, checkTests, log }: Workbench): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true, true);
  const open = ({ uri }: vscode.TextDocument): void => {
    if (!isRoleConfigName(uri.path) || vscode.workspace.getWorkspaceFolder(uri) === undefined) return;
    listening.dispose();
    checkController();
    void guard(log, async () => (await checkTests()).resolve(undefined));
  };
  const listening = vscode.workspace.onDidOpenTextDocument(open);
  vscode.workspace.textDocuments.forEach(open);
  void findWorkspaceFiles(pattern, 1).then(([found]) => {
    if (found !== undefined) checkController();
  });
  return vscode.Disposable.from(listening, watcher, watcher.onDidCreate(checkController));
}
