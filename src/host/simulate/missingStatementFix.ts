import * as vscode from "vscode";
import { missingStatements } from "./missingStatements.ts";
import type { SimulatedConfig } from "./simulations.ts";
import { stepsOf } from "./steps.ts";

/** At a hop or check that fails for want of an Allow: the fix that adds the statement to the policy where it belongs. */
export function missingStatementFixes(config: SimulatedConfig, range: vscode.Range): vscode.CodeAction[] {
  const failing = stepsOf(config).filter(
    ({ outcome, span }) =>
      outcome.kind === "failed" && config.source.range(span).intersection(range) !== undefined,
  );
  return failing.flatMap((step) => {
    // What is expected to be denied is not to be allowed.
    if (step.kind === "identity" || step.expected !== "allow") return [];
    const found = missingStatements(config, step);
    if (found.kind !== "edit") return [];
    const { edit, places } = found.missing;
    const files = [...new Set(places.map(({ uri }) => vscode.workspace.asRelativePath(uri)))];
    const action = new vscode.CodeAction(
      vscode.l10n.t("Insert the missing statement in {0}", files.join(", ")),
      vscode.CodeActionKind.QuickFix,
    );
    action.edit = edit;
    return [action];
  });
}
