import * as vscode from "vscode";
import type { HopRequest } from "../../core/openConfig/model.ts";
import { fillPlaceholdersInJson } from "../../core/placeholder.ts";
import { parsePolicy } from "../../core/policy/parse.ts";
import type { AwsMachine } from "../awsMachine.ts";
import { savedUri } from "../savedUri.ts";

/** The text of a file that a role config has sent to AWS, or a sentence to show that says why it is not. */
export type SessionPolicyText =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "refused"; readonly message: string };

/**
 * Reads a session policy file that a document names. The text is sent to AWS: a file outside the workspace, also one
 * that a symbolic link leads to, or one that is no policy, is refused, so that an opened repository cannot have another
 * file sent.
 */
export async function readSessionPolicy(
  machine: Pick<AwsMachine, "realPath">,
  document: vscode.Uri,
  path: string,
): Promise<SessionPolicyText> {
  const uri = savedUri(document).with({ path });
  const name = vscode.workspace.asRelativePath(uri);
  if (vscode.workspace.getWorkspaceFolder(uri) === undefined) {
    return refused(vscode.l10n.t("The session policy {0} is outside the workspace and is not sent.", name));
  }
  const outside = await leadsOutside(machine, uri);
  if (outside !== undefined) {
    return refused(
      vscode.l10n.t(
        "The session policy {0} leads to {1}, outside the workspace, and is not sent.",
        name,
        outside,
      ),
    );
  }
  let text: string;
  try {
    text = (await vscode.workspace.openTextDocument(uri)).getText();
  } catch {
    return refused(vscode.l10n.t("The session policy {0} cannot be read.", name));
  }
  const [problem] = parsePolicy(text).problems;
  return problem === undefined
    ? { kind: "text", text }
    : refused(vscode.l10n.t("The session policy {0} is not sent: {1}", name, problem.message));
}

/** The hops with the text of the session policy files that they name, filled with the variables of the role config. */
export async function readSessionPolicies(
  machine: Pick<AwsMachine, "realPath">,
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
    const policy = await readSessionPolicy(machine, document, sessionPolicyFile);
    if (policy.kind === "refused") return policy;
    read.push({ ...hop, sessionPolicy: fillPlaceholdersInJson(policy.text, variables) });
  }
  return { kind: "hops", hops: read };
}

/** Where a file of the workspace really is, when that is in none of its folders. */
async function leadsOutside(
  { realPath }: Pick<AwsMachine, "realPath">,
  uri: vscode.Uri,
): Promise<string | undefined> {
  // Only the file system of the machine has links that lead out of a folder.
  if (uri.scheme !== "file") return undefined;
  const real = await realPath(uri.fsPath);
  if (real === undefined) return undefined;
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const root = folder.uri.scheme === "file" ? await realPath(folder.uri.fsPath) : undefined;
    if (root !== undefined && isBelow(vscode.Uri.file(real).path, vscode.Uri.file(root).path))
      return undefined;
  }
  return real;
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

function refused(message: string): { readonly kind: "refused"; readonly message: string } {
  return { kind: "refused", message };
}
