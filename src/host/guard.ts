import * as vscode from "vscode";
import type { Log } from "./log.ts";

/**
 * The one place that catches: a bug or an unreadable file in a command becomes one message, with the details in the
 * log. What is expected to fail does not come here; it is a value.
 */
export async function guard(log: Log, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // The stack holds our own function names and places, and nothing that was read or sent.
    log.write("error", error instanceof Error ? (error.stack ?? message) : message);
    const showLog = vscode.l10n.t("Show Log");
    const picked = await vscode.window.showErrorMessage(vscode.l10n.t("Assume Role: {0}", message), showLog);
    if (picked === showLog) log.show();
  }
}
