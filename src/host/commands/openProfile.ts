import * as vscode from "vscode";
import { profileOfArgument } from "../views/profileArgument.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** Opens the section of the profile of a row, in `config` where it stands in both files. */
export async function run({ machine: { store } }: MachineWorkbench, row: unknown): Promise<void> {
  const place = profileOfArgument(row)?.places[0];
  if (place === undefined) return;
  const document = await vscode.workspace.openTextDocument(store.uri(place.file));
  const at = document.positionAt(place.span.start);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}
