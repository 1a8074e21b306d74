import type * as vscode from "vscode";
import type { SessionVault } from "../../core/livePort.ts";

const key = "rememberedSessions";

/** The editor's secret storage, which the operating system's keychain protects. */
export function sessionVault(secrets: vscode.SecretStorage): SessionVault {
  return {
    read: async () => secrets.get(key),
    write: async (text) => {
      if (text === undefined) await secrets.delete(key);
      else await secrets.store(key, text);
    },
  };
}
