import * as vscode from "vscode";
import { mayBeOurs } from "../mayBeOurs.ts";
import type { Workbench } from "../workbench.ts";
import { asAsked } from "./asAsked.ts";
import type { PolicyFeatures } from "./policyFeatures.ts";
import { policySelector } from "./policySelector.ts";

/** Completion, hover, outline and links of JSON: loaded for the first document that may be ours. */
export function registerPolicyFeatures({ authoring }: Workbench): vscode.Disposable {
  const ask = async <T>(
    document: vscode.TextDocument,
    question: (features: PolicyFeatures) => T | Promise<T>,
  ): Promise<T | undefined> => (mayBeOurs(document) ? question((await authoring()).features) : undefined);
  const askAt = async <T>(
    document: vscode.TextDocument,
    position: vscode.Position,
    question: (features: PolicyFeatures, asked: vscode.TextDocument) => Promise<T>,
  ): Promise<T | undefined> =>
    mayBeOurs(document)
      ? asAsked(document, position, async () => (await authoring()).features, question)
      : undefined;
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      policySelector,
      {
        provideCompletionItems: (document, position) =>
          askAt(document, position, (features, asked) => features.complete(asked, position)),
        resolveCompletionItem: async (item) => (await authoring()).features.resolve(item),
      },
      ...['"', ":", "/", "$", "{"],
    ),
    vscode.languages.registerHoverProvider(policySelector, {
      provideHover: (document, position) =>
        askAt(document, position, (features, asked) => features.hover(asked, position)),
    }),
    vscode.languages.registerDocumentSymbolProvider(
      policySelector,
      { provideDocumentSymbols: (document) => ask(document, (features) => features.symbols(document)) },
      { label: vscode.l10n.t("Roles and Policies") },
    ),
    vscode.languages.registerDocumentLinkProvider(policySelector, {
      provideDocumentLinks: (document) => ask(document, (features) => features.links(document)),
    }),
  );
}
