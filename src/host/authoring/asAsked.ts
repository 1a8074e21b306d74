import type * as vscode from "vscode";

/**
 * Keeps the text that a question was asked for while what answers it is loaded, which takes longer than a letter at the
 * first question. The answer is for that text: VS Code shifts the range of a completion by what was typed
 * since, so one that was found in the later text would reach too far, and take the quote and the comma with it.
 */
export async function asAsked<Features, Answer>(
  document: vscode.TextDocument,
  position: vscode.Position,
  load: () => Promise<Features>,
  answer: (features: Features, asked: vscode.TextDocument) => Answer | Promise<Answer>,
): Promise<Answer> {
  const { version } = document;
  const text = document.getText();
  const offset = document.offsetAt(position);
  const features = await load();
  // The document itself where it can be: what was read of it is remembered under it.
  return answer(
    features,
    document.version === version
      ? document
      : { ...document, version, getText: () => text, offsetAt: () => offset },
  );
}
