import type * as vscode from "vscode";

/**
 * What `work` answers, where the document still has the text that it had before; undefined where somebody typed
 * meanwhile. For what counts in the text as it is now, such as an edit: the editor asks again for the later one.
 */
export async function ifUnchanged<Answer>(
  document: vscode.TextDocument,
  work: () => Promise<Answer>,
): Promise<Answer | undefined> {
  const { version } = document;
  const answer = await work();
  return document.version === version ? answer : undefined;
}
