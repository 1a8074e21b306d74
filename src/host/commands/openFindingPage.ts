import * as vscode from "vscode";
import type { Workbench } from "../workbench.ts";

/**
 * Opens the page of a finding's code from the documentation that the extension brings along: as Markdown is shown, or
 * as text where the editor's Markdown extension is switched off. The argument comes from a link: anything but the name
 * of a page opens nothing.
 */
export async function run({ context }: Workbench, argument: unknown): Promise<void> {
  if (typeof argument !== "string" || !/^(?:rules|role-configs|aws-files)\/\w+$/.test(argument)) return;
  const page = vscode.Uri.joinPath(context.extensionUri, "docs", `${argument}.md`);
  const commands = await vscode.commands.getCommands(true);
  if (commands.includes("markdown.showPreview")) {
    await vscode.commands.executeCommand("markdown.showPreview", page);
  } else await vscode.window.showTextDocument(page, { preview: true });
}
