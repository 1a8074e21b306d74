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
    question: (features: PolicyFeatures, asked: vscode.TextDocument) => T | Promise<T>,
  ): Promise<T | undefined> =>
    mayBeOurs(document) ? asAsked(document, async () => (await authoring()).features, question) : undefined;
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      policySelector,
      {
        provideCompletionItems: (document, position) =>
          ask(document, (features, asked) => features.complete(asked, position)),
        resolveCompletionItem: async (item) => (await authoring()).features.resolve(item),
      },
      ...['"', ":", "/", "$", "{"],
    ),
    vscode.languages.registerHoverProvider(policySelector, {
      provideHover: (document, position) =>
        ask(document, (features, asked) => features.hover(asked, position)),
    }),
    vscode.languages.registerDocumentSymbolProvider(
      policySelector,
      {
        provideDocumentSymbols: (document) => ask(document, (features, asked) => features.symbols(asked)),
      },
      { label: vscode.l10n.t("Roles and Policies") },
    ),
    vscode.languages.registerDocumentLinkProvider(policySelector, {
      provideDocumentLinks: (document) => ask(document, (features, asked) => features.links(asked)),
    }),
  );
}
