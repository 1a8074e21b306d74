import * as vscode from "vscode";
import { languageIds } from "../ids.ts";
import { showAwsConfig } from "../profiles/showAwsConfig.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** Opens the config file with the cursor on a new line at its end, and offers the snippets for a profile there. */
export async function run({ machine: { store } }: MachineWorkbench): Promise<void> {
  const editor = await showAwsConfig(store);
  const last = editor.document.lineAt(editor.document.lineCount - 1);
  editor.selection = new vscode.Selection(last.range.end, last.range.end);
  if (!last.isEmptyOrWhitespace) await editor.insertSnippet(new vscode.SnippetString("\n\n$0"));
  await vscode.commands.executeCommand("editor.action.insertSnippet", { langId: languageIds.awsConfig });
}
