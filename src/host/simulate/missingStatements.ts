import * as vscode from "vscode";
import { mergeSuggestions } from "../../core/explain/mergeSuggestions.ts";
import type { SuggestedStatement } from "../../core/evaluate/model.ts";
import { explainRequest } from "../../core/simulate/explainRequest.ts";
import type { ChainDocument, ChainStep } from "../../core/simulate/model.ts";
import { insertStatements } from "../../language/fixes/insertStatements.ts";
import { sourceOf, type SimulatedConfig } from "./simulations.ts";
import type { SourceText } from "./workspaceTexts.ts";

/** What would make a step allowed: the edit, and where it adds statements. */
export interface MissingEdit {
  readonly edit: vscode.WorkspaceEdit;
  /** Files that get a statement, and where in it. Never empty. */
  readonly places: readonly vscode.Location[];
}

export type Missing =
  | { readonly kind: "edit"; readonly missing: MissingEdit }
  /** Nothing lacks an Allow: the step is allowed, denied by a statement, or cannot be decided. */
  | { readonly kind: "nothing" }
  /** The config names no policy that could take the statements. */
  | { readonly kind: "noFile"; readonly statements: readonly SuggestedStatement[] };

/** The smallest statements that make every request of a step allowed, each in the file where it belongs. */
export function missingStatements(config: SimulatedConfig, step: ChainStep): Missing {
  const byDocument = new Map<ChainDocument, SuggestedStatement[]>();
  const homeless: SuggestedStatement[] = [];
  for (const request of step.requests) {
    for (const { document, suggestion } of explainRequest(config.result, request).missing) {
      if (document === undefined) homeless.push(suggestion);
      else byDocument.set(document, [...(byDocument.get(document) ?? []), suggestion]);
    }
  }
  const edit = new vscode.WorkspaceEdit();
  const places: vscode.Location[] = [];
  for (const [document, suggestions] of byDocument) {
    const source = sourceOf(config, document);
    const place = source && insert(edit, source, document, mergeSuggestions(suggestions));
    if (place === undefined) homeless.push(...suggestions);
    else places.push(place);
  }
  if (places.length > 0) return { kind: "edit", missing: { edit, places } };
  return homeless.length === 0
    ? { kind: "nothing" }
    : { kind: "noFile", statements: mergeSuggestions(homeless) };
}

function insert(
  edit: vscode.WorkspaceEdit,
  source: SourceText,
  document: ChainDocument,
  statements: readonly SuggestedStatement[],
): vscode.Location | undefined {
  const within = document.source.kind === "inline" ? document.policy.span : undefined;
  const change = insertStatements(source.text, statements, within);
  if (change === undefined) return undefined;
  const range = source.range(change.span);
  edit.replace(source.uri, range, change.newText);
  return new vscode.Location(source.uri, range);
}
