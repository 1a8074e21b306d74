import * as vscode from "vscode";
import type { Log } from "./log.ts";
import { hideSecretShapes } from "../core/text/hideSecretShapes.ts";
import { plainMessage } from "./plainText.ts";

/**
 * The one place that catches: a bug or an unreadable file in a command becomes one message, with the details in the
 * log. What is expected to fail does not come here; it is a value.
 */
export async function guard(log: Log, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // A bug may put what it had in hand into its words: a parser quotes the text that it could not read.
    const message = hideSecretShapes(error instanceof Error ? error.message : String(error));
    log.write("error", hideSecretShapes(error instanceof Error ? (error.stack ?? message) : message));
    const showLog = vscode.l10n.t("Show Log");
    const picked = await vscode.window.showErrorMessage(
      plainMessage(vscode.l10n.t("Assume Role: {0}", message)),
      showLog,
    );
    if (picked === showLog) log.show();
  }
}
