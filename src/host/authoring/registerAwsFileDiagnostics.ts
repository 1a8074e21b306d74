import * as vscode from "vscode";
import { atFirstDocument } from "../firstDocument.ts";
import { guard } from "../guard.ts";
import type { Workbench } from "../workbench.ts";
import { awsFileSelector } from "./awsFileSelector.ts";

/** Findings of `~/.aws/config` and `credentials`, once one of the two is open. */
export function registerAwsFileDiagnostics({ machine, context, log }: Workbench): vscode.Disposable {
  const failed = (work: () => Promise<void>) => guard(log, work);
  const isAwsFile = (document: vscode.TextDocument) => vscode.languages.match(awsFileSelector, document) > 0;
  return atFirstDocument(isAwsFile, () => {
    void failed(async () => {
      const { FindingDocuments } = await import("./findingDocuments.ts");
      const { awsFileFindingSource } = await import("./awsFileDiagnostics.ts");
      context.subscriptions.push(new FindingDocuments(awsFileFindingSource(machine?.store), failed));
    });
  });
}
