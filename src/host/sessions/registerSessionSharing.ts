import * as vscode from "vscode";
import { guard } from "../guard.ts";
import { settings } from "../ids.ts";
import type { Workbench } from "../workbench.ts";

/**
 * Lets programs in the terminals of this window use its sessions, where the setting says so and the workspace is
 * trusted. Taking the trust away starts the extensions anew, which ends it too.
 */
export function registerSessionSharing({ machine, log, context }: Workbench): vscode.Disposable | undefined {
  if (machine === undefined) return undefined;
  let on = false;
  let started: vscode.Disposable | undefined;
  /** One change after the other: the end of an earlier start would take the variables of a later one away. */
  let work = Promise.resolve();
  const turn = (wanted: boolean) => {
    if (wanted === on) return;
    on = wanted;
    work = work.then(() =>
      guard(log, async () => {
        started?.dispose();
        started = wanted
          ? await (await import("./sessionSharing.ts")).startSharing(machine, context, log)
          : undefined;
      }),
    );
  };
  const apply = () => {
    turn(vscode.workspace.isTrusted && isSharingOn());
  };
  // Reading a setting has its price, and no start of the editor waits for this one.
  const first = setTimeout(apply);
  return vscode.Disposable.from(
    new vscode.Disposable(() => {
      clearTimeout(first);
      // At once where it can be: the window closes.
      started?.dispose();
      started = undefined;
      turn(false);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(apply),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${settings.section}.${settings.shareSessions}`)) apply();
    }),
  );
}

/** A setting of the machine: no workspace can turn it on. */
export function isSharingOn(): boolean {
  return vscode.workspace.getConfiguration(settings.section).get<unknown>(settings.shareSessions) === true;
}
