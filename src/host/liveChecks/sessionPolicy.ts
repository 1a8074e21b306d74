import * as vscode from "vscode";
import type { HopRequest } from "../../core/openConfig/model.ts";
import { fillPlaceholdersInJson } from "../../core/placeholder.ts";
import { parsePolicy } from "../../core/policy/parse.ts";
import { savedUri } from "../savedUri.ts";

/**
 * The hops with the text of the session policy files that they name, filled with the variables of the role config.
 * The text is sent to AWS: a file outside the workspace, or one that is no policy, is refused, so that an opened
 * repository cannot have another file sent. A refusal is a sentence to show.
 */
export async function readSessionPolicies(
  hops: readonly HopRequest[],
  document: vscode.Uri | undefined,
  variables: Readonly<Record<string, string>>,
): Promise<
  | { readonly kind: "hops"; readonly hops: HopRequest[] }
  | { readonly kind: "refused"; readonly message: string }
> {
  const read: HopRequest[] = [];
  for (const { sessionPolicyFile, ...hop } of hops) {
    if (sessionPolicyFile === undefined || document === undefined) {
      read.push(hop);
      continue;
    }
    const uri = savedUri(document).with({ path: sessionPolicyFile });
    const name = vscode.workspace.asRelativePath(uri);
    if (vscode.workspace.getWorkspaceFolder(uri) === undefined) {
      return refused(vscode.l10n.t("The session policy {0} is outside the workspace and is not sent.", name));
    }
    let text: string;
    try {
      text = (await vscode.workspace.openTextDocument(uri)).getText();
    } catch {
      return refused(vscode.l10n.t("The session policy {0} cannot be read.", name));
    }
    const [problem] = parsePolicy(text).problems;
    if (problem !== undefined) {
      return refused(vscode.l10n.t("The session policy {0} is not sent: {1}", name, problem.message));
    }
    read.push({ ...hop, sessionPolicy: fillPlaceholdersInJson(text, variables) });
  }
  return { kind: "hops", hops: read };
}

function refused(message: string): { readonly kind: "refused"; readonly message: string } {
  return { kind: "refused", message };
}
