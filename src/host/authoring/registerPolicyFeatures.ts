import * as vscode from "vscode";
import { mayBeOurs } from "../mayBeOurs.ts";
import type { Workbench } from "../workbench.ts";
import type { PolicyFeatures } from "./policyFeatures.ts";
import { policySelector } from "./policySelector.ts";

/** Completion, hover, outline and links of JSON: loaded for the first document that may be ours. */
export function registerPolicyFeatures({ authoring }: Workbench): vscode.Disposable {
  const ask = async <T>(
    document: vscode.TextDocument,
    question: (features: PolicyFeatures) => T | Promise<T>,
  ): Promise<T | undefined> => (mayBeOurs(document) ? question((await authoring()).features) : undefined);
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      policySelector,
      {
        provideCompletionItems: (document, position) =>
          ask(document, (features) => features.complete(document, position)),
        resolveCompletionItem: async (item) => (await authoring()).features.resolve(item),
      },
      ...['"', ":", "/", "$", "{"],
    ),
    vscode.languages.registerHoverProvider(policySelector, {
      provideHover: (document, position) => ask(document, (features) => features.hover(document, position)),
    }),
    vscode.languages.registerDocumentSymbolProvider(
      policySelector,
      { provideDocumentSymbols: (document) => ask(document, (features) => features.symbols(document)) },
      { label: vscode.l10n.t("IAM Policy") },
    ),
    vscode.languages.registerDocumentLinkProvider(policySelector, {
      provideDocumentLinks: (document) => ask(document, (features) => features.links(document)),
    }),
  );
}
