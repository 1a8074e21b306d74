import type * as vscode from "vscode";
import { activateWorkbench } from "../activate.ts";
import { sessionVault } from "../sessions/sessionVault.ts";
import { createMachine } from "./machine.ts";

/** The desktop entry: the editor with a machine behind it. */
export function activate(context: vscode.ExtensionContext): void {
  performance.mark("assumeRole.activate");
  activateWorkbench(context, createMachine(sessionVault(context.secrets)));
  performance.mark("assumeRole.activated");
}
