import * as vscode from "vscode";
import { Catalogue } from "../../core/catalogue/catalogue.ts";

/** Opens the catalogue on first use, from the files beside the bundle: the same in a process and in a web worker. */
export function catalogueFiles(extension: vscode.Uri): () => Promise<Catalogue> {
  let catalogue: Promise<Catalogue> | undefined;
  return () => {
    catalogue ??= Catalogue.open({
      read: async (name) =>
        new TextDecoder().decode(
          await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, "data", name)),
        ),
    }).catch((error: unknown) => {
      // The next question tries again.
      catalogue = undefined;
      throw error;
    });
    return catalogue;
  };
}
