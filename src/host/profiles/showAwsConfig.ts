import * as vscode from "vscode";
import { languageIds } from "../ids.ts";
import type { ProfileStore } from "./profileStore.ts";

/**
 * Opens the config file; where there is none, an unsaved document at its place, so that nothing is written before
 * the user saves.
 */
export async function showAwsConfig(store: ProfileStore): Promise<vscode.TextEditor> {
  const uri = store.uri("config");
  const exists = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  const document = await vscode.workspace.openTextDocument(exists ? uri : uri.with({ scheme: "untitled" }));
  const editor = await vscode.window.showTextDocument(document);
  if (document.languageId !== languageIds.awsConfig) {
    await vscode.languages.setTextDocumentLanguage(document, languageIds.awsConfig);
  }
  return editor;
}
