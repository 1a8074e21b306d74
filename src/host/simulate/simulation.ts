import type * as vscode from "vscode";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { ExplanationDocuments } from "./explanationDocuments.ts";
import { isRoleConfigName } from "./roleConfigName.ts";
import { Simulations, type SimulatedConfig } from "./simulations.ts";

/** What simulates the role configs of the workspace and explains it; loaded on first use. */
export interface Simulation {
  readonly simulations: Simulations;
  readonly explanations: ExplanationDocuments;
  /** The configs that a document is about: itself where it is one, else those that name it. */
  readonly configsAbout: (uri: vscode.Uri) => Promise<readonly SimulatedConfig[]>;
}

export function createSimulation(
  context: vscode.ExtensionContext,
  catalogue: () => Promise<Catalogue>,
): Simulation {
  const simulations = new Simulations(catalogue);
  const explanations = new ExplanationDocuments(simulations);
  context.subscriptions.push(simulations, explanations);
  return {
    simulations,
    explanations,
    configsAbout: async (uri) => {
      if (!isRoleConfigName(uri.path)) return simulations.naming(uri);
      const config = await simulations.of(uri);
      return config === undefined ? [] : [config];
    },
  };
}
