import type * as vscode from "vscode";
import { activateWorkbench } from "../activate.ts";

/** The browser entry: authoring without a machine, so without profiles and live calls. */
export function activate(context: vscode.ExtensionContext): void {
  activateWorkbench(context, undefined);
}
