import * as vscode from "vscode";

/** An address in the folder of a file that is not taken yet: `reader-2.inline-policy.json` where `reader…` is. */
export async function newFileBeside(beside: vscode.Uri, fileName: string): Promise<vscode.Uri> {
  const folder = vscode.Uri.joinPath(beside, "..");
  const dot = fileName.indexOf(".");
  for (let count = 1; ; count++) {
    const name = count === 1 ? fileName : `${fileName.slice(0, dot)}-${count}${fileName.slice(dot)}`;
    const uri = vscode.Uri.joinPath(folder, name);
    if (!(await fileExists(uri))) return uri;
  }
}

export async function fileExists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
