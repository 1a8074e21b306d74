import * as vscode from "vscode";
import { guard } from "../guard.ts";
import { once } from "../once.ts";
import type { Workbench } from "../workbench.ts";

/**
 * The profile in force, in the status bar: from the start only where somebody chose it (in this workspace or by
 * `AWS_PROFILE`), so that no file is read at start-up; `default` appears after the first use.
 */
export function registerProfileStatus({ machine, context, log }: Workbench): vscode.Disposable | undefined {
  if (machine === undefined) return undefined;
  const { current } = machine;
  const make = once(async () => {
    const { showProfileStatus } = await import("./profileStatus.ts");
    context.subscriptions.push(showProfileStatus(machine));
  });
  const show = () => void guard(log, make);
  if (current.chosen !== undefined || current.fromEnvironment !== undefined) show();
  return vscode.Disposable.from(current.onDidChange(show));
}
