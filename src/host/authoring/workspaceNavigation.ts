import * as vscode from "vscode";
import type { Location } from "vscode-languageserver-types";
import { definitionsAt, referencesAt, renameAt, renamePlaceAt } from "../../language/workspace/navigation.ts";
import { toRange } from "./fromLanguageServer.ts";
import type { WorkspaceFiles } from "./workspaceFiles.ts";

/** Definitions, references and names of roles and buckets, from the index of the workspace. */
export class WorkspaceNavigation
  implements vscode.DefinitionProvider, vscode.ReferenceProvider, vscode.RenameProvider
{
  constructor(private readonly workspace: WorkspaceFiles) {}

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Location[]> {
    await this.#settle(document);
    return definitionsAt(this.workspace.index, document.uri.path, position).map(toLocation);
  }

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
    { includeDeclaration }: vscode.ReferenceContext,
  ): Promise<vscode.Location[]> {
    await this.#settle(document);
    return referencesAt(this.workspace.index, document.uri.path, position, includeDeclaration).map(
      toLocation,
    );
  }

  async prepareRename(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<{ range: vscode.Range; placeholder: string }> {
    await this.#settle(document);
    const place = renamePlaceAt(this.workspace.index, document.uri.path, position);
    // The editor shows the reason of a refused rename.
    if (place.kind === "refused") throw new Error(place.reason);
    return { range: toRange(place.range), placeholder: place.name };
  }

  async provideRenameEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    newName: string,
  ): Promise<vscode.WorkspaceEdit> {
    await this.#settle(document);
    const renamed = renameAt(this.workspace.index, document.uri.path, position, newName);
    if (renamed.kind === "refused") throw new Error(renamed.reason);
    const edit = new vscode.WorkspaceEdit();
    const outside: string[] = [];
    for (const [address, changes] of Object.entries(renamed.edit.changes ?? {})) {
      const uri = vscode.Uri.parse(address);
      if (
        vscode.workspace.getWorkspaceFolder(uri) === undefined &&
        uri.toString() !== document.uri.toString()
      ) {
        outside.push(vscode.workspace.asRelativePath(uri));
        continue;
      }
      for (const { range, newText } of changes) edit.replace(uri, toRange(range), newText);
    }
    if (outside.length > 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("The old name still stands outside the workspace: {0}", outside.join(", ")),
      );
    }
    return edit;
  }

  async #settle(document: vscode.TextDocument): Promise<void> {
    await this.workspace.ready();
    for (const open of vscode.workspace.textDocuments)
      if (open.isDirty || open === document) this.workspace.settle(open);
  }
}

function toLocation({ uri, range }: Location): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(uri), toRange(range));
}
