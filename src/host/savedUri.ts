import * as vscode from "vscode";

/**
 * Where a document stands, or will stand once it is saved: the files that it names are beside that place. A text that
 * was given no place has none, and keeps its address.
 */
export function savedUri(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme !== "untitled" || !uri.path.startsWith("/")) return uri;
  const folder = vscode.workspace.workspaceFolders?.find(({ uri: { path } }) =>
    uri.path.startsWith(path.endsWith("/") ? path : `${path}/`),
  );
  return uri.with({ scheme: folder?.uri.scheme ?? "file", authority: folder?.uri.authority ?? "" });
}
