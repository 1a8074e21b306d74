import type * as vscode from "vscode";
import { activateWorkbench } from "../activate.ts";
import { createMachine } from "./machine.ts";

/** The desktop entry: the editor with a machine behind it. */
export function activate(context: vscode.ExtensionContext): void {
  performance.mark("assumeRole.activate");
  activateWorkbench(context, createMachine());
  performance.mark("assumeRole.activated");
}
