import * as vscode from "vscode";
import type { CompletionItem } from "vscode-languageserver-types";
import { documentKindByName } from "../../core/policy/kind.ts";
import type { PolicyKind } from "../../core/policy/model.ts";
import { LanguageService } from "../../language/languageService.ts";
import type { PolicyRequest } from "../../language/policyRequest.ts";
import { snippetCompletions } from "../../language/snippets/snippetCompletions.ts";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { kindOf } from "../openDocument.ts";
import type { Facts } from "./facts.ts";
import { toCompletionItem, toHover, toLink, toMarkdown, toSymbol } from "./fromLanguageServer.ts";
import { policyKindOf, policySelector } from "./policyDocument.ts";

/**
 * Completion, hover, outline and links for policies and role configs. Other JSON costs a look at its name and a search
 * for two words; snippets are offered here and not by a snippet file, which VS Code would offer in every JSON document.
 */
export function registerPolicyFeatures(catalogue: () => Promise<Catalogue>, facts: Facts): vscode.Disposable {
  const service = new LanguageService(catalogue);
  const request = async (
    document: vscode.TextDocument,
    kind: PolicyKind,
    position: vscode.Position,
  ): Promise<PolicyRequest> => ({
    kind,
    text: document.getText(),
    offset: document.offsetAt(position),
    facts: await facts.now(),
    withoutSchema: documentKindByName(document.uri.path) === undefined,
  });
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      policySelector,
      {
        async provideCompletionItems(document, position) {
          const kind = kindOf(document);
          if (kind === undefined) return undefined;
          const snippets = snippetCompletions(kind, document.getText(), document.offsetAt(position));
          const policy = policyKindOf(document);
          if (policy === undefined) return snippets.map(toCompletionItem);
          const list = await service.complete(await request(document, policy, position));
          return new vscode.CompletionList(
            [...snippets.map(toCompletionItem), ...list.items.map(toResolvable)],
            list.isIncomplete,
          );
        },
        async resolveCompletionItem(item) {
          if (!(item instanceof Resolvable)) return item;
          const { detail, documentation } = await service.resolve(item.source);
          if (detail !== undefined) item.detail = detail;
          if (documentation !== undefined) item.documentation = toMarkdown(documentation);
          return item;
        },
      },
      ...['"', ":", "/", "$", "{"],
    ),
    vscode.languages.registerHoverProvider(policySelector, {
      async provideHover(document, position) {
        const kind = policyKindOf(document);
        if (kind === undefined) return undefined;
        const hover = await service.hover(await request(document, kind, position));
        return hover && toHover(hover);
      },
    }),
    vscode.languages.registerDocumentSymbolProvider(
      policySelector,
      {
        provideDocumentSymbols: (document) =>
          policyKindOf(document) === undefined ? [] : service.symbols(document.getText()).map(toSymbol),
      },
      { label: vscode.l10n.t("IAM Policy") },
    ),
    vscode.languages.registerDocumentLinkProvider(policySelector, {
      provideDocumentLinks(document) {
        const kind = kindOf(document);
        if (kind === undefined) return [];
        const links =
          kind === "roleConfig"
            ? service.configLinks(document.getText(), (path) =>
                vscode.Uri.joinPath(document.uri, "..", path).toString(),
              )
            : service.links(document.getText());
        return links.map(toLink);
      },
    }),
  );
}

/** A completion that gets its documentation when it is looked at. */
class Resolvable extends vscode.CompletionItem {
  constructor(readonly source: CompletionItem) {
    super(source.label);
    Object.assign(this, toCompletionItem(source));
  }
}

function toResolvable(item: CompletionItem): vscode.CompletionItem {
  return new Resolvable(item);
}
