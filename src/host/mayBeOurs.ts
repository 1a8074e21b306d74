import type * as vscode from "vscode";
import { documentKindByName, isGenerated, mayBePolicy } from "../core/policy/kindByName.ts";
import { isInstalled, mayBePlan, mayBeTemplate } from "../core/policy/mayEmbed.ts";
import { languageIds } from "./ids.ts";
import { kindChoices } from "./kindChoices.ts";

/**
 * Whether a document can be ours: asked before anything that reads policies is loaded. A document that is not costs a
 * look at its language and name and, where it is JSON, a search for a few words, once a version. What the user chose for
 * the file comes first.
 */
export function mayBeOurs(document: vscode.TextDocument): boolean {
  const { languageId } = document;
  if (languageId === languageIds.awsConfig || languageId === languageIds.awsCredentials) return true;
  if (languageId !== "json" && languageId !== "jsonc") return false;
  const chosen = kindChoices.of(document.uri);
  if (chosen !== undefined) return chosen !== "none";
  const known = answers.get(document);
  if (known?.version === document.version) return known.answer;
  const answer = jsonMayBeOurs(document.uri.path, document.getText());
  answers.set(document, { version: document.version, answer });
  return answer;
}

function jsonMayBeOurs(path: string, text: string): boolean {
  if (isInstalled(path)) return false;
  if (!isGenerated(path) && (documentKindByName(path) !== undefined || mayBePolicy(text))) return true;
  return mayBeTemplate(text) || mayBePlan(text);
}

const answers = new WeakMap<vscode.TextDocument, { readonly version: number; readonly answer: boolean }>();
