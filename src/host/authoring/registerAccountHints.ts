import * as vscode from "vscode";
import { settings } from "../ids.ts";
import { mayBeOurs } from "../mayBeOurs.ts";
import type { Workbench } from "../workbench.ts";
import { ifUnchanged } from "./ifUnchanged.ts";
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
        const loaded = await ifUnchanged(document, async () => {
          const { facts } = await authoring();
          const { accountHints } = await import("../../language/hints/accountHints.ts");
          return { accountHints, known: await facts.now() };
        });
        if (loaded === undefined) return [];
        const hints: vscode.InlayHint[] = [];
        for (const { offset, label, profiles } of loaded.accountHints(document.getText(), loaded.known)) {
          const position = document.positionAt(offset);
          if (!range.contains(position)) continue;
          const hint = new vscode.InlayHint(position, label);
          hint.paddingLeft = true;
          hint.tooltip = vscode.l10n.t("Profiles in this account: {0}", profiles.join(", "));
          hints.push(hint);
        }
        return hints;
      },
    }),
  );
}
