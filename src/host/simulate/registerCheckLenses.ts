import * as vscode from "vscode";
import { policySelector } from "../authoring/policySelector.ts";
import { mayBeOurs } from "../mayBeOurs.ts";
import { once } from "../once.ts";
import type { Workbench } from "../workbench.ts";

/** Lenses of role configs and of the policies that they name; loaded for the first document that may be ours. */
export function registerCheckLenses({ simulation, machine, context }: Workbench): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const lenses = once(async () => {
    const loaded = await simulation();
    const { CheckLenses } = await import("./checkLenses.ts");
    const current = machine?.current;
    const made = new CheckLenses(loaded, current && (() => current.name));
    context.subscriptions.push(
      made,
      made.onDidChangeCodeLenses(() => {
        changed.fire();
      }),
    );
    return made;
  });
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerCodeLensProvider(policySelector, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document) => (mayBeOurs(document) ? (await lenses()).of(document.uri) : []),
    }),
  );
}
