import * as vscode from "vscode";
import { languageIds } from "../ids.ts";
import { mayBeOurs } from "../mayBeOurs.ts";
import { once } from "../once.ts";
import type { Workbench } from "../workbench.ts";

/** Go to definition, find references and rename: the workspace is read for the first question in a document of ours. */
export function registerWorkspaceNavigation({ authoring }: Workbench): vscode.Disposable {
  const selector = ["json", "jsonc", languageIds.awsConfig, languageIds.awsCredentials].map((language) => ({
    language,
  }));
  const load = once(async () => {
    const { WorkspaceNavigation } = await import("./workspaceNavigation.ts");
    return new WorkspaceNavigation((await authoring()).workspace);
  });
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(selector, {
      provideDefinition: async (document, position) =>
        mayBeOurs(document) ? (await load()).provideDefinition(document, position) : undefined,
    }),
    vscode.languages.registerReferenceProvider(selector, {
      provideReferences: async (document, position, context) =>
        mayBeOurs(document) ? (await load()).provideReferences(document, position, context) : undefined,
    }),
    vscode.languages.registerRenameProvider(selector, {
      provideRenameEdits: async (document, position, newName) =>
        mayBeOurs(document) ? (await load()).provideRenameEdits(document, position, newName) : undefined,
      prepareRename: async (document, position) => {
        if (mayBeOurs(document)) return (await load()).prepareRename(document, position);
        // Other providers of the language get their turn.
        throw new Error(vscode.l10n.t("Only the name of a role in a policy or role config can be renamed."));
      },
    }),
  );
}
