import * as vscode from "vscode";
import { once } from "../once.ts";
import type { Workbench } from "../workbench.ts";

const scheme = "assume-role-page";

/**
 * Opens the page of a finding's code from the documentation that the extension brings along: as Markdown is shown, or
 * as text where the editor's Markdown extension is switched off. The argument comes from a link: anything but the name
 * of a page opens nothing.
 */
export async function run({ context }: Workbench, argument: unknown): Promise<void> {
  if (typeof argument !== "string" || !/^[a-z-]+\/\w+$/.test(argument)) return;
  if (!Object.hasOwn(await provide(context), argument)) return;
  const page = vscode.Uri.from({ scheme, path: `/${argument}.md` });
  const commands = await vscode.commands.getCommands(true);
  if (commands.includes("markdown.showPreview")) {
    await vscode.commands.executeCommand("markdown.showPreview", page);
  } else await vscode.window.showTextDocument(page, { preview: true });
}

type Pages = Readonly<Record<string, string>>;

/** Reads the pages and serves them as documents, once. */
function provide(context: vscode.ExtensionContext): Promise<Pages> {
  provided ??= once(async () => {
    const file = vscode.Uri.joinPath(context.extensionUri, "dist", "pages.json");
    // Our own build wrote it.
    const pages = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file))) as Pages;
    context.subscriptions.push(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        provideTextDocumentContent: ({ path }) => pages[path.slice(1, -".md".length)] ?? "",
      }),
    );
    return pages;
  });
  return provided();
}

let provided: (() => Promise<Pages>) | undefined;
