import * as vscode from "vscode";
import type { CompletionItem } from "vscode-languageserver-types";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { parseRoleConfig } from "../../core/roleConfig/parse.ts";
import { readJsonTree } from "../../language/cursor/jsonTree.ts";
import { documentKindByName } from "../../core/policy/kindByName.ts";
import type { PolicyKind } from "../../core/policy/model.ts";
import {
  completeEmbedded,
  embeddedLinks,
  embeddedSymbols,
  hoverEmbedded,
  type EmbeddedRequest,
} from "../../language/embedded/embeddedService.ts";
import { LanguageService } from "../../language/languageService.ts";
import type { PolicyRequest } from "../../language/policyRequest.ts";
import { completeRoleConfig } from "../../language/roleConfig/complete.ts";
import { hoverRoleConfig } from "../../language/roleConfig/hover.ts";
import { inlinePolicies } from "../../language/roleConfig/inlinePolicies.ts";
import type { RoleConfigRequest } from "../../language/roleConfig/request.ts";
import { roleConfigSymbols } from "../../language/roleConfig/symbols.ts";
import { snippetCompletions } from "../../language/snippets/snippetCompletions.ts";
import { kindOf } from "../openDocument.ts";
import { savedUri } from "../savedUri.ts";
import { embeddedIn } from "./embeddedDocument.ts";
import type { Facts } from "./facts.ts";
import { filesNear } from "./filesNear.ts";
import { toCompletionItem, toHover, toLink, toMarkdown, toSymbol } from "./fromLanguageServer.ts";
import { policyKindOf } from "./policyDocument.ts";

/**
 * Completion, hover, outline and links for policies and role configs. Snippets are offered here and not by a snippet
 * file, which VS Code would offer in every JSON document.
 */
export class PolicyFeatures {
  readonly #service: LanguageService;

  constructor(
    private readonly catalogue: () => Promise<Catalogue>,
    private readonly facts: Facts,
  ) {
    this.#service = new LanguageService(catalogue);
  }

  async complete(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionList | vscode.CompletionItem[] | undefined> {
    const kind = kindOf(document);
    if (kind === undefined) return this.#completeEmbedded(document, position);
    const snippets = snippetCompletions(kind, document.getText(), document.offsetAt(position));
    const policy = policyKindOf(document);
    const list =
      policy === undefined
        ? await completeRoleConfig(this.catalogue, await this.#configRequest(document, position))
        : await this.#service.complete(await this.#request(document, policy, position));
    return new vscode.CompletionList(
      [...snippets.map(toCompletionItem), ...list.items.map(toResolvable)],
      list.isIncomplete,
    );
  }

  /** An item of `complete` with its documentation. */
  async resolve(item: vscode.CompletionItem): Promise<vscode.CompletionItem> {
    if (!(item instanceof Resolvable)) return item;
    const { detail, documentation } = await this.#service.resolve(item.source);
    if (detail !== undefined) item.detail = detail;
    if (documentation !== undefined) item.documentation = toMarkdown(documentation);
    return item;
  }

  async hover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const kind = kindOf(document);
    if (kind === undefined) return this.#hoverEmbedded(document, position);
    const policy = policyKindOf(document);
    const hover =
      policy === undefined
        ? await hoverRoleConfig(this.catalogue, await this.#configRequest(document, position))
        : await this.#service.hover(await this.#request(document, policy, position));
    return hover && toHover(hover);
  }

  symbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
    const text = document.getText();
    if (policyKindOf(document) !== undefined) return this.#service.symbols(text).map(toSymbol);
    if (kindOf(document) === "roleConfig")
      return roleConfigSymbols(text, parseRoleConfig(text)).map(toSymbol);
    const found = embeddedIn(document);
    return found === undefined ? [] : embeddedSymbols(text, found).map(toSymbol);
  }

  links(document: vscode.TextDocument): vscode.DocumentLink[] {
    const kind = kindOf(document);
    if (kind === undefined) {
      const found = embeddedIn(document);
      return found === undefined ? [] : embeddedLinks(document.getText(), found).map(toLink);
    }
    const text = document.getText();
    const links =
      kind === "roleConfig"
        ? [
            ...this.#service.configLinks(text, (path) =>
              vscode.Uri.joinPath(savedUri(document.uri), "..", path).toString(),
            ),
            ...embeddedLinks(text, inlinePolicies(text, readJsonTree(text))),
          ]
        : this.#service.links(text);
    return links.map(toLink);
  }

  async #completeEmbedded(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionList | undefined> {
    const request = await this.#embeddedRequest(document, position);
    const list = request && (await completeEmbedded(this.catalogue, request));
    return list && new vscode.CompletionList(list.items.map(toResolvable), list.isIncomplete);
  }

  async #hoverEmbedded(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const request = await this.#embeddedRequest(document, position);
    const hover = request && (await hoverEmbedded(this.catalogue, request));
    return hover && toHover(hover);
  }

  async #embeddedRequest(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<EmbeddedRequest | undefined> {
    const found = embeddedIn(document);
    if (found === undefined) return undefined;
    const text = document.getText();
    return { text, found, offset: document.offsetAt(position), facts: await this.facts.now() };
  }

  async #configRequest(document: vscode.TextDocument, position: vscode.Position): Promise<RoleConfigRequest> {
    return {
      text: document.getText(),
      offset: document.offsetAt(position),
      facts: await this.facts.now(),
      profiles: await this.facts.profileNames(),
      files: () => filesNear(savedUri(document.uri)),
    };
  }

  async #request(
    document: vscode.TextDocument,
    kind: PolicyKind,
    position: vscode.Position,
  ): Promise<PolicyRequest> {
    return {
      kind,
      text: document.getText(),
      offset: document.offsetAt(position),
      facts: await this.facts.now(),
      withoutSchema: documentKindByName(document.uri.path) === undefined,
    };
  }
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
