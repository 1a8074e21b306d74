import * as vscode from "vscode";

/** Text from a file or from AWS as Markdown that shows exactly that text: nothing in it is a link, an icon or a command. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~$&:@]/g, "\\$&").replace(/\r\n?|\n/g, " ");
}

/** Lines of already escaped Markdown as an untrusted Markdown value: no commands, no HTML. */
export function markdown(lines: readonly string[]): vscode.MarkdownString {
  return new vscode.MarkdownString(lines.join("  \n"));
}
