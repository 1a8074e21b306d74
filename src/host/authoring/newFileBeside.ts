import * as vscode from "vscode";

/**
 * An address in the folder of a file that is not taken yet, not even by an unsaved document:
 * `reader-2.inline-policy.json` where `reader…` is.
 */
export async function newFileBeside(beside: vscode.Uri, fileName: string): Promise<vscode.Uri> {
  const folder = vscode.Uri.joinPath(beside, "..");
  const dot = fileName.indexOf(".");
  for (let count = 1; ; count++) {
    const name = count === 1 ? fileName : `${fileName.slice(0, dot)}-${count}${fileName.slice(dot)}`;
    const uri = vscode.Uri.joinPath(folder, name);
    const unsaved = uri.with({ scheme: "untitled" }).toString();
    const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === unsaved);
    if (!isOpen && !(await fileExists(uri))) return uri;
  }
}

async function fileExists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
