import { hostname } from "node:os";
import type * as vscode from "vscode";
import { activateWorkbench } from "../activate.ts";
import { sessionVault } from "../sessions/sessionVault.ts";
import { createMachine } from "./machine.ts";

let close: (() => Promise<void>) | undefined;

/** The desktop entry: the editor with a machine behind it. */
export function activate(context: vscode.ExtensionContext): void {
  performance.mark("assumeRole.activate");
  close = activateWorkbench(context, createMachine(sessionVault(context.secrets, hostname())));
  performance.mark("assumeRole.activated");
}

/** The editor waits some seconds for what the window leaves: keys in the clipboard, sessions that the user keeps. */
export function deactivate(): Promise<void> | undefined {
  return close?.();
}
