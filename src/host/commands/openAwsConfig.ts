import * as vscode from "vscode";
import { languageIds } from "../ids.ts";
import type { ProfileStore } from "../profiles/profileStore.ts";

/**
 * Opens the config file; where there is none, an unsaved document at its place, so that nothing is written before
 * the user saves.
 */
export async function openAwsConfig(store: ProfileStore): Promise<vscode.TextEditor> {
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

/** Opens the config file with the cursor on a new line at its end, and offers the snippets for a profile there. */
export async function createProfile(store: ProfileStore): Promise<void> {
  const editor = await openAwsConfig(store);
  const last = editor.document.lineAt(editor.document.lineCount - 1);
  editor.selection = new vscode.Selection(last.range.end, last.range.end);
  if (!last.isEmptyOrWhitespace) await editor.insertSnippet(new vscode.SnippetString("\n\n$0"));
  await vscode.commands.executeCommand("editor.action.insertSnippet", { langId: languageIds.awsConfig });
}
