import * as vscode from "vscode";
import type { DocumentKind } from "../core/openConfig/model.ts";
import { contextKeys } from "./ids.ts";
import { kindChoices } from "./kindChoices.ts";
import { mayBeOurs } from "./mayBeOurs.ts";

const debounceMilliseconds = 150;

/** Keeps the context key that says what the active editor shows, for menus. */
export function registerDocumentKindKey(): vscode.Disposable {
  let last: DocumentKind | undefined;
  const update = async () => {
    const document = vscode.window.activeTextEditor?.document;
    const kind = await kindOfOurs(document);
    // Another editor became active meanwhile, and has an update of its own.
    if (document !== vscode.window.activeTextEditor?.document || kind === last) return;
    last = kind;
    await vscode.commands.executeCommand("setContext", contextKeys.documentKind, kind);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  void update();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(update),
    kindChoices.onDidChange(update),
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document !== vscode.window.activeTextEditor?.document) return;
      clearTimeout(timer);
      timer = setTimeout(() => void update(), debounceMilliseconds);
    }),
    new vscode.Disposable(() => {
      clearTimeout(timer);
    }),
  );
}

async function kindOfOurs(document: vscode.TextDocument | undefined): Promise<DocumentKind | undefined> {
  if (document === undefined || !mayBeOurs(document)) return undefined;
  const { kindOf } = await import("./openDocument.ts");
  return kindOf(document);
}
