import * as vscode from "vscode";
import type { Workbench } from "../workbench.ts";

/** Asks for the value of the placeholder at the cursor and writes it wherever the placeholder stands open. */
export async function run({ authoring }: Workbench): Promise<void> {
  await (await authoring()).placeholders.ask(vscode.window.activeTextEditor);
}
