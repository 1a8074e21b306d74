import * as vscode from "vscode";
import { guard } from "../guard.ts";
import { kindChoices } from "../kindChoices.ts";
import { mayBeOurs } from "../mayBeOurs.ts";
import { once } from "../once.ts";
import type { Workbench } from "../workbench.ts";

const debounceMilliseconds = 150;

/**
 * What the document in the active editor is to us, beside its language in the status bar, with the way to change it.
 * Nothing is shown for ordinary JSON, and nothing loaded before the first document that may be ours.
 */
export function registerKindStatus({ authoring, context, log }: Workbench): vscode.Disposable {
  const make = once(async () => {
    const { KindStatus } = await import("./kindStatus.ts");
    const status = new KindStatus(async () => (await authoring()).catalogue());
    context.subscriptions.push(status);
    return status;
  });
  let made = false;
  const update = () => {
    const document = vscode.window.activeTextEditor?.document;
    const chosen = document !== undefined && kindChoices.of(document.uri) !== undefined;
    if (!made && (document === undefined || !(chosen || mayBeOurs(document)))) return;
    made = true;
    void guard(log, async () => {
      await (await make()).show();
    });
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  update();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(update),
    kindChoices.onDidChange(update),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document !== vscode.window.activeTextEditor?.document) return;
      clearTimeout(timer);
      timer = setTimeout(update, debounceMilliseconds);
    }),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      void guard(log, async () => {
        for (const { oldUri, newUri } of files) await kindChoices.move(oldUri, newUri);
      });
    }),
    new vscode.Disposable(() => {
      clearTimeout(timer);
    }),
  );
}
