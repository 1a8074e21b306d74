import * as vscode from "vscode";
import { applyEdits } from "../../core/awsFiles/edit/applyEdits.ts";
import { maskSecrets } from "../../core/awsFiles/edit/maskSecrets.ts";
import type { FilesChange } from "../../core/awsFiles/edit/inOrder.ts";
import type { AwsFiles } from "../../core/awsFiles/edit/model.ts";
import type { AwsFileKind } from "../../core/awsFiles/model.ts";
import { parseAwsFile } from "../../core/awsFiles/parse.ts";
import type { AwsMachine } from "../awsMachine.ts";
import { languageIds } from "../ids.ts";
import type { MachineWorkbench } from "../workbench.ts";
import { plainMessage } from "../plainText.ts";

const kinds = ["config", "credentials"] as const;

/** How many differences were shown. Each has documents of its own: one that was shown before may still hold its text. */
let differences = 0;

/** The files as they are on the disk now, whole; or why they cannot be edited. */
export type FilesRead =
  | { readonly kind: "files"; readonly files: AwsFiles }
  | { readonly kind: "refused"; readonly message: string };

/** Reads both files for an edit. One with unsaved changes is refused: the editor and the disk would part. */
export async function readForEdit({ machine: { aws, store } }: MachineWorkbench): Promise<FilesRead> {
  let files: AwsFiles = {};
  for (const kind of kinds) {
    const path = store.uri(kind).fsPath;
    if (vscode.workspace.textDocuments.some(({ uri, isDirty }) => isDirty && uri.fsPath === path)) {
      return refused(vscode.l10n.t("{0} has changes that are not saved. Save or undo them first.", path));
    }
    const read = await aws.readAwsFile(kind);
    if (read.kind === "refused") return read;
    if (read.text !== undefined) files = { ...files, [kind]: parseAwsFile(kind, read.text) };
  }
  return { kind: "files", files };
}

/**
 * Makes a change of the AWS files: shows what it does to each file, with secrets masked, asks, and writes. Answers
 * whether it was written; the user was told why where it was not, and that is not their own word.
 */
export async function changeAwsFiles(
  workbench: MachineWorkbench,
  title: string,
  change: FilesChange,
): Promise<boolean> {
  return (await changeOrGoOn(workbench, title, change, undefined)) === "written";
}

/** The same, with one more answer to the question, in words such as "Change another setting first". */
export async function changeOrGoOn(
  workbench: MachineWorkbench,
  title: string,
  change: FilesChange,
  goOn: string | undefined,
): Promise<"written" | "notWritten" | "goOn"> {
  const read = await readForEdit(workbench);
  if (read.kind === "refused") return tell(read.message);
  const result = change(read.files);
  if (result.kind === "refused") return tell(result.message);
  if (result.files.length === 0) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("The files say this already: nothing to write."),
    );
    return "notWritten";
  }
  const writes = result.files.map(({ file, edits }) => {
    const before = read.files[file]?.text;
    return { file, before, after: applyEdits(before ?? "", edits) };
  });
  for (const write of writes) {
    const answer = await confirmed(workbench, title, write, goOn);
    if (answer !== "write") return answer;
  }
  const problem = await writeAll(workbench.machine.aws, writes);
  workbench.machine.store.refresh();
  return problem === undefined ? "written" : tell(problem);
}

interface Write {
  readonly file: AwsFileKind;
  readonly before: string | undefined;
  readonly after: string;
}

/** All or none: where one file is refused, those before it are put back. Answers why, or undefined. */
async function writeAll(aws: AwsMachine, writes: readonly Write[]): Promise<string | undefined> {
  for (const [index, { file, before, after }] of writes.entries()) {
    const written = await aws.writeAwsFile(file, before, after);
    if (written.kind === "written") continue;
    for (const done of writes.slice(0, index))
      await aws.writeAwsFile(done.file, done.after, done.before ?? "");
    return written.message;
  }
  return undefined;
}

async function confirmed(
  { machine: { aws }, readOnly }: MachineWorkbench,
  title: string,
  { file, before, after }: Write,
  goOn: string | undefined,
): Promise<"write" | "notWritten" | "goOn"> {
  const documents = await readOnly();
  differences++;
  const path = aws.files()[file];
  const sides = { before: before ?? "", after };
  const shown = [];
  for (const side of ["before", "after"] as const) {
    const other = side === "before" ? "after" : "before";
    const beside = {
      file: parseAwsFile(file, sides[other]),
      word: side === "before" ? vscode.l10n.t("old") : vscode.l10n.t("new"),
    };
    const text = maskSecrets(parseAwsFile(file, sides[side]), beside).replace(/^\ufeff/, "");
    const uri = documents.put(`${differences}/${side}/${file}`, text);
    const document = await vscode.workspace.openTextDocument(uri);
    const language = file === "config" ? languageIds.awsConfig : languageIds.awsCredentials;
    if (document.languageId !== language) await vscode.languages.setTextDocumentLanguage(document, language);
    shown.push(uri);
  }
  const name = vscode.l10n.t("{0}: {1} (before ↔ after)", title, file);
  await vscode.commands.executeCommand("vscode.diff", shown[0], shown[1], name, { preview: true });
  const write = vscode.l10n.t("Write to {0}", path);
  // Not a dialog: the difference behind it can be scrolled and read.
  const picked = await vscode.window.showQuickPick(
    [write, ...(goOn === undefined ? [] : [goOn]), vscode.l10n.t("Do not write")],
    {
      title,
      placeHolder: vscode.l10n.t("The editor shows what changes. Secrets are masked there."),
      ignoreFocusOut: true,
    },
  );
  await closeDiff(shown.map(String));
  if (picked === write) return "write";
  return picked !== undefined && picked === goOn ? "goOn" : "notWritten";
}

async function closeDiff(sides: readonly string[]): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputTextDiff && sides.includes(input.modified.toString()),
    );
  await vscode.window.tabGroups.close(tabs);
}

async function tell(message: string): Promise<"notWritten"> {
  await vscode.window.showErrorMessage(plainMessage(message));
  return "notWritten";
}

function refused(message: string): Extract<FilesRead, { kind: "refused" }> {
  return { kind: "refused", message };
}
