import * as vscode from "vscode";
import { mayBeOurs } from "../mayBeOurs.ts";
import type { Workbench } from "../workbench.ts";
import { policySelector } from "./policySelector.ts";

/** Quick fixes for placeholders, in policies and role configs. */
export function registerPlaceholderActions({ authoring }: Workbench): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    policySelector,
    {
      provideCodeActions: async (document, range) =>
        mayBeOurs(document) ? (await authoring()).placeholders.actions(document, range) : [],
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}
