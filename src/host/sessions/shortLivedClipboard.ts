import * as vscode from "vscode";

const lifetimeMilliseconds = 60_000;

/**
 * Copies a secret, and empties the clipboard after a minute if it still holds it. Where the window ends earlier, it is
 * emptied then.
 */
export async function copyForAMinute(text: string, subscriptions: { dispose(): unknown }[]): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  const clear = async (): Promise<void> => {
    clearTimeout(timer);
    if ((await vscode.env.clipboard.readText()) === text) await vscode.env.clipboard.writeText("");
  };
  const timer = setTimeout(() => void clear(), lifetimeMilliseconds);
  subscriptions.push(new vscode.Disposable(() => void clear()));
}
