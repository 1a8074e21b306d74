import type {
  CompletionItem,
  CompletionList,
  DocumentLink,
  DocumentSymbol,
  Hover,
} from "vscode-languageserver-types";
import type { Catalogue } from "../core/catalogue/catalogue.ts";
import { parsePolicy } from "../core/policy/parse.ts";
import { parseRoleConfig } from "../core/roleConfig/parse.ts";
import { completePolicy } from "./completion/complete.ts";
import { resolveCompletion } from "./completion/resolve.ts";
import { hoverPolicy } from "./hover/hover.ts";
import { policyLinks, roleConfigLinks, type ResolvePath } from "./links/links.ts";
import type { PolicyRequest } from "./policyRequest.ts";
import { policySymbols } from "./symbols/policySymbols.ts";

/**
 * What an editor offers for a policy that is being written. Text and offsets in, Language Server Protocol values out;
 * nothing is kept between calls but the catalogue. What needs the catalogue rejects where its files cannot be read;
 * nothing rejects or throws for what is in the text.
 */
export class LanguageService {
  readonly #catalogue: () => Promise<Catalogue>;

  /** `catalogue` is asked on first use, and every time: it should remember the one it opened. */
  constructor(catalogue: () => Promise<Catalogue>) {
    this.#catalogue = catalogue;
  }

  /** What can be typed here. Ask again after each letter where the list is incomplete. */
  async complete(request: PolicyRequest): Promise<CompletionList> {
    return completePolicy(await this.#catalogue(), request);
  }

  /** An item of `complete` with its documentation. */
  async resolve(item: CompletionItem): Promise<CompletionItem> {
    return resolveCompletion(await this.#catalogue(), item);
  }

  async hover(request: PolicyRequest): Promise<Hover | undefined> {
    return hoverPolicy(await this.#catalogue(), request);
  }

  /** The outline of a policy. */
  symbols(text: string): DocumentSymbol[] {
    return policySymbols(text, parsePolicy(text));
  }

  /** Links in a policy. */
  links(text: string): DocumentLink[] {
    return policyLinks(text, parsePolicy(text));
  }

  /** Links in a role config. */
  configLinks(text: string, resolve: ResolvePath): DocumentLink[] {
    return roleConfigLinks(text, parseRoleConfig(text), resolve);
  }
}
