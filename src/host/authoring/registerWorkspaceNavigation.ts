import * as vscode from "vscode";
import { languageIds } from "../ids.ts";
import { mayBeOurs } from "../mayBeOurs.ts";
import { once } from "../once.ts";
import type { Workbench } from "../workbench.ts";
import { ifUnchanged } from "./ifUnchanged.ts";
import type { WorkspaceNavigation } from "./workspaceNavigation.ts";

/** Go to definition, find references and rename: the workspace is read for the first question in a document of ours. */
export function registerWorkspaceNavigation({ authoring }: Workbench): vscode.Disposable {
  const selector = ["json", "jsonc", languageIds.awsConfig, languageIds.awsCredentials].map((language) => ({
    language,
  }));
  const load = once(async () => {
    const { WorkspaceNavigation } = await import("./workspaceNavigation.ts");
    const { workspace } = await authoring();
    await workspace.ready();
    return new WorkspaceNavigation(workspace);
  });
  // The index holds the text as it is now: a position in an earlier one would lead elsewhere.
  const ask = async <T>(
    document: vscode.TextDocument,
    question: (navigation: WorkspaceNavigation, asked: vscode.TextDocument) => T,
  ): Promise<T | undefined> => {
    if (!mayBeOurs(document)) return undefined;
    const navigation = await ifUnchanged(document, load);
    return navigation && question(navigation, document);
  };
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(selector, {
      provideDefinition: (document, position) =>
        ask(document, (navigation, asked) => navigation.definitions(asked, position)),
    }),
    vscode.languages.registerReferenceProvider(selector, {
      provideReferences: (document, position, { includeDeclaration }) =>
        ask(document, (navigation, asked) => navigation.references(asked, position, includeDeclaration)),
    }),
    vscode.languages.registerRenameProvider(selector, {
      provideRenameEdits: (document, position, newName) =>
        ask(document, (navigation, asked) => navigation.rename(asked, position, newName)),
      async prepareRename(document, position) {
        const place = await ask(document, (navigation, asked) => navigation.nameAt(asked, position));
        if (place !== undefined) return place;
        // Other providers of the language get their turn.
        throw new Error(
          vscode.l10n.t("Only the names of roles and buckets in policies and role configs can be renamed."),
        );
      },
    }),
  );
}
