import type * as vscode from "vscode";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { MachineParts } from "../workbench.ts";
import { catalogueFiles } from "./catalogueFiles.ts";
import { Facts } from "./facts.ts";
import { PolicyFeatures } from "./policyFeatures.ts";

/** What serves the documents that are ours, in a process and in a web worker alike. */
export interface Authoring {
  /** Opened on first use. */
  readonly catalogue: () => Promise<Catalogue>;
  readonly facts: Facts;
  readonly features: PolicyFeatures;
}

export function createAuthoring(
  context: vscode.ExtensionContext,
  machine: Pick<MachineParts, "store" | "current"> | undefined,
): Authoring {
  const catalogue = catalogueFiles(context.extensionUri);
  const facts = new Facts(machine);
  context.subscriptions.push(facts);
  return { catalogue, facts, features: new PolicyFeatures(catalogue, facts) };
}
