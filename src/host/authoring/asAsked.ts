import type * as vscode from "vscode";
import { LineIndex } from "../../core/text/lineIndex.ts";

/**
 * Keeps the text that a question was asked for while what answers it is loaded, which takes longer than a letter at the
 * first question. The answer is for that text: VS Code shifts the range of a completion by what was typed
 * since, so one that was found in the later text would reach too far, and take the quote and the comma with it.
 */
export async function asAsked<Features, Answer>(
  document: vscode.TextDocument,
  load: () => Promise<Features>,
  answer: (features: Features, asked: vscode.TextDocument) => Answer | Promise<Answer>,
): Promise<Answer> {
  const { version } = document;
  const text = document.getText();
  const features = await load();
  // The document itself where it can be: what was read of it is remembered under it.
  return answer(features, document.version === version ? document : asItWas(document, version, text));
}

function asItWas(document: vscode.TextDocument, version: number, text: string): vscode.TextDocument {
  const lines = new LineIndex(text);
  return { ...document, version, getText: () => text, offsetAt: (position) => lines.offset(position) };
}
