import * as vscode from "vscode";

/**
 * True when AWS may be called. In an untrusted workspace nothing that the workspace says is sent or run; the commands
 * are disabled there, and this is the second check, since a command can be called by its id.
 */
export async function liveCallsAllowed(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t("Manage Trust");
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t("AWS calls stay off until you trust this workspace."),
    manage,
  );
  if (picked === manage) await vscode.commands.executeCommand("workbench.trust.manage");
  return false;
}
