import * as vscode from "vscode";
import type { SessionVault } from "../../core/livePort.ts";
import { plainMessage } from "../plainText.ts";

/**
 * The editor's secret storage, which the operating system's keychain protects. It is one for all machines that the
 * editor is connected to, so that each has a key of its own. Where it refuses, the user is told once.
 */
export function sessionVault(
  secrets: vscode.SecretStorage,
  machine: string,
  tell: (message: string) => void = (message) => void vscode.window.showWarningMessage(plainMessage(message)),
): SessionVault {
  const key = `rememberedSessions ${machine}`;
  let isTold = false;
  const asked = async <T>(answer: () => Thenable<T>): Promise<T> => {
    try {
      const value = await answer();
      isTold = false;
      return value;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!isTold)
        tell(
          vscode.l10n.t(
            "The secret storage of the editor refuses: {0}. Sessions are in the memory of this window only; what was kept before stays there until its own end.",
            reason.replace(/\.$/, ""),
          ),
        );
      isTold = true;
      throw error;
    }
  };
  return {
    read: () => asked(() => secrets.get(key)),
    write: (text) => asked(() => (text === undefined ? secrets.delete(key) : secrets.store(key, text))),
    onChange: (listener) => {
      const subscription = secrets.onDidChange((change) => {
        if (change.key === key) listener();
      });
      return () => {
        subscription.dispose();
      };
    },
  };
}
