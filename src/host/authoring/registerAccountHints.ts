import * as vscode from "vscode";
import { settings } from "../ids.ts";
import { mayBeOurs } from "../mayBeOurs.ts";
import type { Workbench } from "../workbench.ts";
import { policySelector } from "./policySelector.ts";

/** Names of profiles behind account ids, where the setting says so. */
export function registerAccountHints({ authoring }: Workbench): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${settings.section}.${settings.accountInlayHints}`)) changed.fire();
    }),
    vscode.languages.registerInlayHintsProvider(policySelector, {
      onDidChangeInlayHints: changed.event,
      async provideInlayHints(document, range) {
        const configuration = vscode.workspace.getConfiguration(settings.section, document.uri);
        if (!configuration.get<boolean>(settings.accountInlayHints, false) || !mayBeOurs(document)) return [];
        const { facts } = await authoring();
        const { accountHints } = await import("../../language/hints/accountHints.ts");
        return accountHints(document.getText(), await facts.now()).flatMap(({ offset, label, profiles }) => {
          const position = document.positionAt(offset);
          if (!range.contains(position)) return [];
          const hint = new vscode.InlayHint(position, label);
          hint.paddingLeft = true;
          hint.tooltip = vscode.l10n.t("Profiles in this account: {0}", profiles.join(", "));
          return [hint];
        });
      },
    }),
  );
}
