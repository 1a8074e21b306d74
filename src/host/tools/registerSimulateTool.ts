import * as vscode from "vscode";
import { languageModelTools } from "../ids.ts";
import type { Workbench } from "../workbench.ts";
import type { SimulateInput } from "./simulateRoleChain.ts";

/** The tool that a language model may use: it reads the workspace, changes nothing and calls nobody. */
export function registerSimulateTool({ simulation }: Workbench): vscode.Disposable {
  return vscode.lm.registerTool<SimulateInput>(languageModelTools.simulateRoleChain, {
    prepareInvocation: ({ input }) => ({
      invocationMessage:
        input.config === undefined
          ? vscode.l10n.t("Simulating the role chains of the workspace")
          : vscode.l10n.t("Simulating {0}", input.config),
    }),
    invoke: async ({ input }) => {
      const { simulateRoleChain } = await import("./simulateRoleChain.ts");
      const answer = await simulateRoleChain(await simulation(), input);
      return new vscode.LanguageModelToolResult([
        new vscode.LanguageModelTextPart(JSON.stringify(answer, undefined, 1)),
      ]);
    },
  });
}
