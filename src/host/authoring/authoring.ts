import type * as vscode from "vscode";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { MachineParts } from "../workbench.ts";
import { catalogueFiles } from "./catalogueFiles.ts";
import { Facts } from "./facts.ts";
import { PlaceholderActions } from "./placeholderActions.ts";
import { PolicyFeatures } from "./policyFeatures.ts";
import { WorkspaceFiles } from "./workspaceFiles.ts";

/** What serves the documents that are ours, in a process and in a web worker alike. */
export interface Authoring {
  /** Opened on first use. */
  readonly catalogue: () => Promise<Catalogue>;
  readonly facts: Facts;
  readonly features: PolicyFeatures;
  readonly placeholders: PlaceholderActions;
  /** Read on first use. */
  readonly workspace: WorkspaceFiles;
}

export function createAuthoring(
  context: vscode.ExtensionContext,
  machine: Pick<MachineParts, "store" | "current"> | undefined,
): Authoring {
  const catalogue = catalogueFiles(context.extensionUri);
  const workspace = new WorkspaceFiles(machine);
  const facts = new Facts(machine, workspace);
  context.subscriptions.push(workspace, facts);
  return {
    catalogue,
    facts,
    features: new PolicyFeatures(catalogue, facts),
    placeholders: new PlaceholderActions(workspace, facts),
    workspace,
  };
}
