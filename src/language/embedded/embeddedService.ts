import type {
  CompletionItem,
  CompletionList,
  DocumentLink,
  DocumentSymbol,
  Hover,
} from "vscode-languageserver-types";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { parsePolicy } from "../../core/policy/parse.ts";
import { LineIndex } from "../../core/text/lineIndex.ts";
import { completePolicy } from "../completion/complete.ts";
import { hoverPolicy } from "../hover/hover.ts";
import { policyLinks } from "../links/links.ts";
import { snippetCompletions } from "../snippets/snippetCompletions.ts";
import { policySymbols } from "../symbols/policySymbols.ts";
import type { WorkspaceFacts } from "../workspaceFacts.ts";
import type { EmbeddedPolicies } from "./embeddedPolicy.ts";
import { embeddedAt } from "./findEmbedded.ts";
import { ToDocument } from "./toDocument.ts";

/** A question about one place of a document with policies in it. */
export interface EmbeddedRequest {
  /** The whole document. */
  readonly text: string;
  /** What was found in this text. */
  readonly found: EmbeddedPolicies;
  /** In UTF-16 code units from the start of the document. */
  readonly offset: number;
  readonly facts: WorkspaceFacts;
  /** A schema of ours says what stands in the policies, as in a role config. */
  readonly withSchema?: boolean;
}

/** The protocol's number: a string. */
const policySymbol = 5;

/**
 * What can be typed at an offset, snippets included; undefined outside of the policies. Never rejects for what is in
 * the text; rejects where the catalogue's files cannot be read.
 */
export async function completeEmbedded(
  catalogue: () => Promise<Catalogue>,
  { text, found, offset, facts, withSchema = false }: EmbeddedRequest,
): Promise<CompletionList | undefined> {
  const policy = embeddedAt(found, offset);
  const at = policy?.text.toView(offset);
  if (policy === undefined || at === undefined) return undefined;
  const { kind, text: embedded } = policy;
  const list = await completePolicy(await catalogue(), {
    kind,
    text: embedded.text,
    offset: at,
    facts,
    withoutSchema: !withSchema,
  });
  const map = new ToDocument(embedded, new LineIndex(text));
  const place = (items: readonly CompletionItem[]) => items.flatMap((item) => map.completion(item) ?? []);
  return {
    isIncomplete: list.isIncomplete,
    items: [...place(snippetCompletions(kind, embedded.text, at)), ...place(list.items)],
  };
}

/** What stands at an offset, in words; undefined where there is nothing to say. */
export async function hoverEmbedded(
  catalogue: () => Promise<Catalogue>,
  { text, found, offset, facts }: EmbeddedRequest,
): Promise<Hover | undefined> {
  const policy = embeddedAt(found, offset);
  if (policy === undefined) {
    const other = found.notRead.find(({ span }) => span.start <= offset && offset < span.end);
    return other && { contents: { kind: "markdown", value: other.reason } };
  }
  const { kind, text: embedded } = policy;
  const at = embedded.toView(offset);
  if (at === undefined) {
    return {
      contents: {
        kind: "markdown",
        value: "CloudFormation makes this value when it deploys: it is not checked here.",
      },
    };
  }
  const hover = await hoverPolicy(await catalogue(), { kind, text: embedded.text, offset: at, facts });
  return hover && new ToDocument(embedded, new LineIndex(text)).hover(hover);
}

/** The outline: one symbol for each policy, with its statements below it. */
export function embeddedSymbols(text: string, { policies }: EmbeddedPolicies): DocumentSymbol[] {
  const lines = new LineIndex(text);
  return policies.map(({ name, kind, span, text: embedded }) => {
    const map = new ToDocument(embedded, lines);
    const children = policySymbols(embedded.text, parsePolicy(embedded.text)).map((one) => map.symbol(one));
    return {
      name,
      detail: kind,
      kind: policySymbol,
      range: lines.range(span),
      selectionRange: lines.range({ start: span.start, end: Math.min(span.start + 1, span.end) }),
      ...(children.length === 0 ? {} : { children }),
    };
  });
}

/** Links in all policies of the document. */
export function embeddedLinks(text: string, { policies }: EmbeddedPolicies): DocumentLink[] {
  const lines = new LineIndex(text);
  return policies.flatMap(({ text: embedded }) => {
    const links = policyLinks(embedded.text, parsePolicy(embedded.text));
    if (links.length === 0) return [];
    const map = new ToDocument(embedded, lines);
    return links.map((link) => map.link(link));
  });
}
