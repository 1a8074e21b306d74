import * as vscode from "vscode";
import { askStep } from "../simulate/askStep.ts";
import { missingStatements } from "../simulate/missingStatements.ts";
import type { Workbench } from "../workbench.ts";
import { plainMessage } from "../plainText.ts";

/** Adds the smallest statements that make a step allowed, each to the file where it belongs, and shows the first. */
export async function run({ simulation }: Workbench, argument: unknown): Promise<void> {
  const found = await askStep(await simulation(), argument, {
    title: vscode.l10n.t("Insert Missing Statement"),
    // What is expected to be denied is not to be allowed.
    wanted: ({ expected, requests }) =>
      expected === "allow" && requests.some(({ decision }) => decision === "implicitlyDenied"),
    none: vscode.l10n.t("No hop or check that should be allowed lacks a statement."),
  });
  if (found === undefined) return;
  const missing = missingStatements(found.config, found.step);
  switch (missing.kind) {
    case "nothing":
      await vscode.window.showInformationMessage(
        plainMessage(vscode.l10n.t("No statement is missing for '{0}'.", found.step.label)),
      );
      return;
    case "noFile": {
      const copy = vscode.l10n.t("Copy Statement");
      const picked = await vscode.window.showInformationMessage(
        plainMessage(
          vscode.l10n.t(
            "The role config names no policy that could take the statement missing for '{0}'.",
            found.step.label,
          ),
        ),
        copy,
      );
      if (picked !== copy) return;
      const text = missing.statements.map((statement) => JSON.stringify(statement, undefined, 2)).join(",\n");
      await vscode.env.clipboard.writeText(text);
      return;
    }
    case "edit": {
      const { edit, places } = missing.missing;
      if (!(await vscode.workspace.applyEdit(edit))) return;
      const [first] = places;
      if (first === undefined) return;
      await vscode.window.showTextDocument(first.uri, {
        selection: new vscode.Range(first.range.start, first.range.start),
      });
    }
  }
}
