import * as vscode from "vscode";
import { atFirstDocument } from "../firstDocument.ts";
import { guard } from "../guard.ts";
import { mayBeOurs } from "../mayBeOurs.ts";
import type { Workbench } from "../workbench.ts";
import { policySelector } from "./policySelector.ts";

/** Findings across files, from the first document that may be ours: then the workspace is read, and not before. */
export function registerCrossFileDiagnostics({ authoring, context, log }: Workbench): vscode.Disposable {
  const failed = (work: () => Promise<void>) => guard(log, work);
  const ours = (document: vscode.TextDocument) =>
    vscode.languages.match(policySelector, document) > 0 && mayBeOurs(document);
  return atFirstDocument(ours, () => {
    void failed(async () => {
      const { catalogue, workspace } = await authoring();
      const { CrossFileDiagnostics } = await import("./crossFileDiagnostics.ts");
      context.subscriptions.push(new CrossFileDiagnostics(await catalogue(), workspace, failed));
    });
  });
}
