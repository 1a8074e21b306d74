import * as vscode from "vscode";
import { atFirstDocument } from "../firstDocument.ts";
import { guard } from "../guard.ts";
import { mayBeOurs } from "../mayBeOurs.ts";
import type { Workbench } from "../workbench.ts";
import { policySelector } from "./policySelector.ts";

/** Findings of policies, from the first document that may be one. */
export function registerPolicyDiagnostics({ authoring, context, log }: Workbench): vscode.Disposable {
  const failed = (work: () => Promise<void>) => guard(log, work);
  const mayBePolicy = (document: vscode.TextDocument) =>
    vscode.languages.match(policySelector, document) > 0 && mayBeOurs(document);
  return atFirstDocument(mayBePolicy, () => {
    void failed(async () => {
      const { catalogue, facts } = await authoring();
      const { PolicyDiagnostics } = await import("./policyDiagnostics.ts");
      context.subscriptions.push(new PolicyDiagnostics(catalogue, facts, failed));
    });
  });
}
