import type * as vscode from "vscode";
import { documentKindByName, isGenerated, mayBePolicy } from "../core/policy/kindByName.ts";
import { languageIds } from "./ids.ts";

/**
 * Whether a document can be ours: asked before anything that reads policies is loaded. A document that is not costs a
 * look at its language and name and, where it is JSON, a search for two words, once a version.
 */
export function mayBeOurs(document: vscode.TextDocument): boolean {
  const { languageId } = document;
  if (languageId === languageIds.awsConfig || languageId === languageIds.awsCredentials) return true;
  if (languageId !== "json" && languageId !== "jsonc") return false;
  const known = answers.get(document);
  if (known?.version === document.version) return known.answer;
  const { path } = document.uri;
  const answer =
    !isGenerated(path) && (documentKindByName(path) !== undefined || mayBePolicy(document.getText()));
  answers.set(document, { version: document.version, answer });
  return answer;
}

const answers = new WeakMap<vscode.TextDocument, { readonly version: number; readonly answer: boolean }>();
