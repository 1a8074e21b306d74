import * as vscode from "vscode";
import { Catalogue } from "../../core/catalogue/catalogue.ts";
import { once } from "../once.ts";

/** Opens the catalogue on first use, from the files beside the bundle: the same in a process and in a web worker. */
export function catalogueFiles(extension: vscode.Uri): () => Promise<Catalogue> {
  return once(() =>
    Catalogue.open({
      read: async (name) =>
        new TextDecoder().decode(
          await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, "data", name)),
        ),
    }),
  );
}
