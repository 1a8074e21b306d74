import * as vscode from "vscode";

/** The extension under test; the harness loaded it from the source folder. */
export function ourExtension(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension("assume-role-workbench.assume-role-workbench");
  if (extension === undefined) throw new Error("The extension is not loaded.");
  return extension;
}
