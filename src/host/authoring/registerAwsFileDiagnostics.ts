import type * as vscode from "vscode";
import { atFirstDocument } from "../firstDocument.ts";
import { guard } from "../guard.ts";
import type { Workbench } from "../workbench.ts";

/** Problems of `~/.aws/config` and `credentials`, once one of the two is open. */
export function registerAwsFileDiagnostics({
  machine,
  context,
  log,
}: Workbench): vscode.Disposable | undefined {
  if (machine === undefined) return undefined;
  const { store } = machine;
  const isAwsFile = ({ uri }: vscode.TextDocument) =>
    uri.scheme === "file" &&
    [store.uri("config").fsPath, store.uri("credentials").fsPath].includes(uri.fsPath);
  return atFirstDocument(isAwsFile, () => {
    void guard(log, async () => {
      const { showAwsFileProblems } = await import("./awsFileDiagnostics.ts");
      context.subscriptions.push(showAwsFileProblems(store));
    });
  });
}
