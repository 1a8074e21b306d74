import * as vscode from "vscode";
import { policySelector } from "../authoring/policySelector.ts";
import type { Workbench } from "../workbench.ts";
import { ifUnchanged } from "../authoring/ifUnchanged.ts";
import { isRoleConfigName } from "./roleConfigName.ts";

/** The quick fix on a failing check of a role config. */
export function registerMissingStatementFix({ simulation }: Workbench): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    policySelector,
    {
      async provideCodeActions(document, range) {
        if (!isRoleConfigName(document.uri.path)) return [];
        return ifUnchanged(document, async () => {
          const { missingStatementFixes } = await import("./missingStatementFix.ts");
          const config = await (await simulation()).simulations.of(document.uri);
          return config && missingStatementFixes(config, range);
        });
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}
