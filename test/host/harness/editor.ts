import * as vscode from "vscode";
import { until } from "./until.ts";

/** An address in a folder of the workspace that a suite has for itself. */
export function fileIn(folder: string, name: string): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (first === undefined) throw new Error("No folder is open.");
  return vscode.Uri.joinPath(first.uri, folder, name);
}

/** Writes and opens a text with a `|` in it; answers the document without it and the place it had. */
export async function openAt(
  uri: vscode.Uri,
  marked: string,
): Promise<readonly [vscode.TextDocument, vscode.Position]> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(marked.replace("|", "")));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return [document, document.positionAt(marked.indexOf("|"))];
}

export async function completionsAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    position,
  );
  return list.items;
}

export function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === "string" ? label : label.label;
}

export function codeOf({ code }: vscode.Diagnostic): string | number | undefined {
  return typeof code === "object" ? code.value : code;
}

/** The finding of a code, once the editor shows it. */
export function findingOf(document: vscode.TextDocument, code: string): Promise<vscode.Diagnostic> {
  return until(`${code} is found`, () =>
    vscode.languages.getDiagnostics(document.uri).find((one) => codeOf(one) === code),
  );
}

export function noFinding(document: vscode.TextDocument, code: string): Promise<true> {
  return until(`${code} goes`, () =>
    vscode.languages.getDiagnostics(document.uri).some((one) => codeOf(one) === code) ? undefined : true,
  );
}

/** Code actions for a place, their edits made. */
export function actionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind?: vscode.CodeActionKind,
): Thenable<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
    kind?.value,
    100,
  );
}

/** Applies the action with a title, once the editor offers it. */
export async function applyAction(
  document: vscode.TextDocument,
  range: vscode.Range,
  title: string,
  kind?: vscode.CodeActionKind,
): Promise<void> {
  const action = await until(`'${title}' is offered`, async () =>
    (await actionsAt(document, range, kind)).find((one) => one.title === title && one.edit !== undefined),
  );
  if (action.edit === undefined || !(await vscode.workspace.applyEdit(action.edit))) {
    throw new Error(`'${title}' could not be applied.`);
  }
}

export function textOf(hovers: readonly vscode.Hover[]): string {
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ""))
    .join("\n");
}

/** The text of a file as the editor has it, saved or not. */
export async function textIn(uri: vscode.Uri): Promise<string> {
  return (await vscode.workspace.openTextDocument(uri)).getText();
}
