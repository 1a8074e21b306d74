import * as vscode from "vscode";
import type { Location } from "vscode-languageserver-types";
import { definitionsAt, referencesAt, renameAt, renamePlaceAt } from "../../language/workspace/navigation.ts";
import { toRange } from "./fromLanguageServer.ts";
import type { WorkspaceFiles } from "./workspaceFiles.ts";
import { plainMessage } from "../plainText.ts";

/** Definitions, references and names of roles and buckets, from the index of a workspace that was read. */
export class WorkspaceNavigation {
  constructor(private readonly workspace: WorkspaceFiles) {}

  definitions(document: vscode.TextDocument, position: vscode.Position): vscode.Location[] {
    this.#settle(document);
    return definitionsAt(this.workspace.index, document.uri.path, position).map(toLocation);
  }

  references(
    document: vscode.TextDocument,
    position: vscode.Position,
    includeDeclaration: boolean,
  ): vscode.Location[] {
    this.#settle(document);
    return referencesAt(this.workspace.index, document.uri.path, position, includeDeclaration).map(
      toLocation,
    );
  }

  /** The name that can be changed at a position. Throws the reason why there is none, which the editor shows. */
  nameAt(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): { readonly range: vscode.Range; readonly placeholder: string } {
    this.#settle(document);
    const place = renamePlaceAt(this.workspace.index, document.uri.path, position);
    if (place.kind === "refused") throw new Error(place.reason);
    return { range: toRange(place.range), placeholder: place.name };
  }

  /** The edits of a new name, in all files of the workspace; throws as `nameAt` does. */
  rename(document: vscode.TextDocument, position: vscode.Position, newName: string): vscode.WorkspaceEdit {
    this.#settle(document);
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
        plainMessage(
          vscode.l10n.t("The old name still stands outside the workspace: {0}", outside.join(", ")),
        ),
      );
    }
    return edit;
  }

  #settle(document: vscode.TextDocument): void {
    for (const open of vscode.workspace.textDocuments)
      if (open.isDirty || open === document) this.workspace.settle(open);
  }
}

function toLocation({ uri, range }: Location): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(uri), toRange(range));
}
