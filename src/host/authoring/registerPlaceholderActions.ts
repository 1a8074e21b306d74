import * as vscode from "vscode";
import { mayBeOurs } from "../mayBeOurs.ts";
import type { Workbench } from "../workbench.ts";
import { ifUnchanged } from "./ifUnchanged.ts";
import { policySelector } from "./policySelector.ts";

/** Quick fixes for placeholders, in policies and role configs. */
export function registerPlaceholderActions({ authoring }: Workbench): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    policySelector,
    {
      async provideCodeActions(document, range) {
        if (!mayBeOurs(document)) return [];
        const loaded = await ifUnchanged(document, authoring);
        return loaded?.placeholders.actions(document, range);
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}
