import { parseAwsFile } from "../parse.ts";
import { applyEdits } from "./applyEdits.ts";
import type { AwsFiles, EditResult, FileEdits, TextEdit } from "./model.ts";

/** A change of the files, made of what the one before it has left. */
export type FilesChange = (files: AwsFiles) => EditResult;

/** Several changes as one; refused where one of them is. */
export function inOrder(files: AwsFiles, changes: readonly FilesChange[]): EditResult {
  let after = files;
  for (const change of changes) {
    const result = change(after);
    if (result.kind === "refused") return result;
    after = filesAfter(after, result.files);
  }
  const edited = (["config", "credentials"] as const).flatMap((file): FileEdits[] => {
    const edits = difference(files[file]?.text ?? "", after[file]?.text ?? "");
    return edits.length === 0 ? [] : [{ file, edits }];
  });
  return { kind: "edits", files: edited };
}

/** The files with the edits made. */
export function filesAfter(files: AwsFiles, edited: readonly FileEdits[]): AwsFiles {
  let after = files;
  for (const { file, edits } of edited) {
    after = { ...after, [file]: parseAwsFile(file, applyEdits(files[file]?.text ?? "", edits)) };
  }
  return after;
}

/** What lies between the common start and the common end of two texts. */
function difference(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [{ span: { start, end: before.length - tail }, newText: after.slice(start, after.length - tail) }];
}
