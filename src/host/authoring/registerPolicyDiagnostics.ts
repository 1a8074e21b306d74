import * as vscode from "vscode";
import { atFirstDocument } from "../firstDocument.ts";
import { guard } from "../guard.ts";
import { mayBeOurs } from "../mayBeOurs.ts";
import type { Workbench } from "../workbench.ts";
import { policySelector } from "./policySelector.ts";

/** Findings of policies and role configs, from the first document that may be one. */
export function registerPolicyDiagnostics({ authoring, context, log }: Workbench): vscode.Disposable {
  const failed = (work: () => Promise<void>) => guard(log, work);
  const mayBePolicy = (document: vscode.TextDocument) =>
    vscode.languages.match(policySelector, document) > 0 && mayBeOurs(document);
  return atFirstDocument(mayBePolicy, () => {
    void failed(async () => {
      const { catalogue, facts } = await authoring();
      const { FindingDocuments } = await import("./findingDocuments.ts");
      const { policyFindings } = await import("./policyDiagnostics.ts");
      const { roleConfigFindings } = await import("./roleConfigDiagnostics.ts");
      context.subscriptions.push(
        new FindingDocuments(policyFindings(catalogue, facts), failed),
        new FindingDocuments(roleConfigFindings(catalogue, facts), failed),
      );
    });
  });
}
