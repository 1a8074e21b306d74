import * as vscode from "vscode";
import type { HopRequest } from "../../core/openConfig/model.ts";
import { fillPlaceholdersInJson } from "../../core/placeholder.ts";
import { parsePolicy } from "../../core/policy/parse.ts";
import { savedUri } from "../savedUri.ts";

/**
 * The hops with the text of the session policy files that they name, filled with the variables of the role config.
 * The text is sent to AWS: a file outside the workspace, or one that is no policy, is refused. A refusal is a sentence
 * to show.
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
    const found = await readSessionPolicy(document, sessionPolicyFile);
    if (found.kind === "refused") return { kind: "refused", message: found.reason };
    const [problem] = parsePolicy(found.text).problems;
    if (problem !== undefined) {
      return {
        kind: "refused",
        message: vscode.l10n.t("The session policy {0} is not sent: {1}", found.name, problem.message),
      };
    }
    read.push({ ...hop, sessionPolicy: fillPlaceholdersInJson(found.text, variables) });
  }
  return { kind: "hops", hops: read };
}

/**
 * The text of a session policy file that a document names by its absolute path, with how the workspace calls the file.
 * One outside the workspace is refused, so that an opened repository cannot have another file sent.
 */
export async function readSessionPolicy(
  document: vscode.Uri,
  path: string,
): Promise<
  | { readonly kind: "text"; readonly text: string; readonly name: string }
  | { readonly kind: "refused"; readonly reason: string }
> {
  const uri = savedUri(document).with({ path });
  const name = vscode.workspace.asRelativePath(uri);
  if (vscode.workspace.getWorkspaceFolder(uri) === undefined) {
    const reason = vscode.l10n.t("The session policy {0} is outside the workspace and is not sent.", name);
    return { kind: "refused", reason };
  }
  try {
    return { kind: "text", text: (await vscode.workspace.openTextDocument(uri)).getText(), name };
  } catch {
    return { kind: "refused", reason: vscode.l10n.t("The session policy {0} cannot be read.", name) };
  }
}
