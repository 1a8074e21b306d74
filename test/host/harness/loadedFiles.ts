import * as vscode from "vscode";
import { ourExtension } from "./ourExtension.ts";

/** Files of the extension's dist/ that were loaded at two moments before the first test. */
export interface LoadedFiles {
  readonly activated: readonly string[];
  /** After a JSON document that is not ours was opened and the editor asked all its providers about it. */
  readonly ordinaryJson: readonly string[];
}

/** Notes what is loaded when little was used: to be called before the first test. */
export async function noteLoadedFiles(): Promise<void> {
  await ourExtension().activate();
  const activated = loaded();
  const { uri } = await vscode.workspace.openTextDocument({ language: "json", content: `{ "a": [1] }` });
  const position = new vscode.Position(0, 3);
  await vscode.commands.executeCommand("vscode.executeHoverProvider", uri, position);
  await vscode.commands.executeCommand("vscode.executeCompletionItemProvider", uri, position);
  await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", uri);
  noted = { activated, ordinaryJson: loaded() };
}

export function loadedFiles(): LoadedFiles {
  if (noted === undefined) throw new Error("noteLoadedFiles was not called.");
  return noted;
}

let noted: LoadedFiles | undefined;

function loaded(): readonly string[] {
  const folder = vscode.Uri.joinPath(ourExtension().extensionUri, "dist").fsPath;
  return Object.keys(require.cache)
    .filter((file) => file.startsWith(folder))
    .map((file) => file.slice(folder.length + 1));
}
