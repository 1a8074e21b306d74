import * as vscode from "vscode";
import { languageModelTools } from "../ids.ts";
import type { Workbench } from "../workbench.ts";

/** As package.json declares it; a model may send anything. */
export interface SimulateInput {
  /** Path of a role config in the workspace; all of them without it. */
  readonly config?: string;
  /** Words in the name of a hop or check; all of them without it. */
  readonly step?: string;
}

/** The tool that a language model may use: it reads the workspace, changes nothing and calls nobody. */
export function registerSimulateTool({ simulation }: Workbench): vscode.Disposable {
  return vscode.lm.registerTool<unknown>(languageModelTools.simulateRoleChain, {
    prepareInvocation: ({ input }) => {
      const { config } = readInput(input);
      return {
        invocationMessage:
          config === undefined
            ? vscode.l10n.t("Simulating the role chains of the workspace")
            : vscode.l10n.t("Simulating {0}", config),
      };
    },
    invoke: async ({ input }) => {
      const { simulateRoleChain } = await import("./simulateRoleChain.ts");
      const answer = await simulateRoleChain(await simulation(), readInput(input));
      return new vscode.LanguageModelToolResult([
        new vscode.LanguageModelTextPart(JSON.stringify(answer, undefined, 1)),
      ]);
    },
  });
}

function readInput(input: unknown): SimulateInput {
  const { config, step } = (input ?? {}) as Readonly<Record<string, unknown>>;
  return {
    ...(typeof config === "string" ? { config } : {}),
    ...(typeof step === "string" ? { step } : {}),
  };
}
