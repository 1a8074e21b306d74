import * as vscode from "vscode";
import { snippetCompletions } from "../../language/snippets/snippetCompletions.ts";
import { kindOf } from "../openDocument.ts";
import { toCompletionItem } from "./fromLanguageServer.ts";

/**
 * Policy and role config snippets, only where they fit. VS Code scopes a contributed snippet file by language alone,
 * which would put them into every JSON document.
 */
export function offerSnippets(): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider([{ language: "json" }, { language: "jsonc" }], {
    provideCompletionItems(document, position) {
      const kind = kindOf(document);
      if (kind === undefined) return [];
      return snippetCompletions(kind, document.getText(), document.offsetAt(position)).map(toCompletionItem);
    },
  });
}
