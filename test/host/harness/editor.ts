import * as vscode from "vscode";
import { until } from "./until.ts";

/** An address in a folder of the workspace that a suite has for itself. */
export function fileIn(folder: string, name: string): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (first === undefined) throw new Error("No folder is open.");
  return vscode.Uri.joinPath(first.uri, folder, name);
}

export function write(uri: vscode.Uri, text: string): Thenable<void> {
  return vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

/** Opens a file in an editor; writes it first where a text is given. */
export async function open(uri: vscode.Uri, text?: string): Promise<vscode.TextDocument> {
  if (text !== undefined) await write(uri, text);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

/** Writes and opens a text with a `|` in it; answers the document without it and the place it had. */
export async function openAt(
  uri: vscode.Uri,
  marked: string,
): Promise<readonly [vscode.TextDocument, vscode.Position]> {
  const document = await open(uri, marked.replace("|", ""));
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

export async function labelsAt(document: vscode.TextDocument, position: vscode.Position): Promise<string[]> {
  return (await completionsAt(document, position)).map(labelOf);
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

/** What is said on hovering over a place. */
export async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ""))
    .join("\n");
}

/** The text of a file as the editor has it, saved or not. */
export async function textIn(uri: vscode.Uri): Promise<string> {
  return (await vscode.workspace.openTextDocument(uri)).getText();
}
