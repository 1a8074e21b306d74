import * as vscode from "vscode";
import { kindChoices } from "./kindChoices.ts";

/**
 * Calls `start` once, for the first document that matches: open by now, opened later, or made one by an edit or by the
 * user's word on its kind.
 */
export function atFirstDocument(
  matches: (document: vscode.TextDocument) => boolean,
  start: () => void,
): vscode.Disposable {
  if (vscode.workspace.textDocuments.some(matches)) {
    start();
    return new vscode.Disposable(() => undefined);
  }
  const look = (document: vscode.TextDocument): void => {
    if (!matches(document)) return;
    listening.dispose();
    start();
  };
  const listening = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      look(document);
    }),
    kindChoices.onDidChange(() => {
      const document = vscode.workspace.textDocuments.find(matches);
      if (document !== undefined) look(document);
    }),
  );
  return listening;
}
