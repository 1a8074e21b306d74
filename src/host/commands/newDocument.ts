import * as vscode from "vscode";

/** What a new, unsaved document of each kind is called; the name gives it its kind, schema and snippets. */
const names = {
  trust: "new.trust-policy.json",
  identity: "new.inline-policy.json",
  bucket: "new.bucket-policy.json",
  roleConfig: "new.assume-role.jsonc",
} as const;

export const newTrustPolicy = { run: () => open("trust") };
export const newInlinePolicy = { run: () => open("identity") };
export const newBucketPolicy = { run: () => open("bucket") };
export const newRoleConfig = { run: () => open("roleConfig") };

/** Opens an empty document of this kind, unsaved, with the snippets for it offered. */
async function open(kind: keyof typeof names): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri =
    folder === undefined
      ? vscode.Uri.from({ scheme: "untitled", path: names[kind] })
      : vscode.Uri.joinPath(folder.uri, names[kind]).with({ scheme: "untitled" });
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  await vscode.commands.executeCommand("editor.action.triggerSuggest");
}
