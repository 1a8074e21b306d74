import type * as vscode from "vscode";
import { isInstalled } from "../../core/policy/mayEmbed.ts";
import type { EmbeddedPolicies } from "../../language/embedded/embeddedPolicy.ts";
import { findEmbedded } from "../../language/embedded/findEmbedded.ts";
import { chosenKind } from "../kindChoices.ts";
import { kindOf } from "../openDocument.ts";

/**
 * The policies inside a document of another tool, remembered until its text changes; undefined for other documents, for
 * those that are a policy themselves, and where the user said what the file is.
 */
export function embeddedIn(document: vscode.TextDocument): EmbeddedPolicies | undefined {
  const { languageId, uri, version } = document;
  if ((languageId !== "json" && languageId !== "jsonc") || isInstalled(uri.path)) return undefined;
  if (chosenKind(document) !== undefined) return undefined;
  const known = read.get(document);
  if (known?.version === version) return known.found;
  const found = kindOf(document) === undefined ? findEmbedded(document.getText()) : undefined;
  read.set(document, { version, found });
  return found;
}

const read = new WeakMap<
  vscode.TextDocument,
  { readonly version: number; readonly found: EmbeddedPolicies | undefined }
>();
