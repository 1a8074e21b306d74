import type { CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import type { LineIndex } from "../../core/text/lineIndex.ts";
import type { Caret } from "../cursor/caret.ts";
import type { CompletionSubject } from "./subject.ts";

/** One thing to offer, before it is fitted into the text around the caret. */
export interface Offer {
  readonly label: string;
  readonly kind: CompletionItemKind;
  readonly insert: Insert;
  readonly detail?: string;
  /** Markdown, where it is short; longer texts come from `subject` when the item is shown. */
  readonly documentation?: string;
  readonly subject?: CompletionSubject;
  /** Groups offers; within a group the label decides. One digit is enough for most places. */
  readonly rank: string;
  /** What the typed text is compared with, in place of the label. */
  readonly filter?: string;
}

/** What an offer puts into the text. Snippets have tab stops; their literal text is escaped with `snippetText`. */
export type Insert =
  /** A finished JSON string. */
  | { readonly kind: "string"; readonly value: string }
  /** The content of a JSON string, with tab stops. */
  | { readonly kind: "stringSnippet"; readonly snippet: string; readonly again?: boolean }
  /** Any JSON value, with tab stops. */
  | { readonly kind: "valueSnippet"; readonly snippet: string; readonly again?: boolean }
  /** A member. The name may have tab stops; the value is used where the name has none yet. */
  | { readonly kind: "member"; readonly name: string; readonly nameSnippet?: string; readonly value: string }
  /** A stretch inside a string, quotes not included. */
  | {
      readonly kind: "part";
      readonly text: string;
      readonly snippet: boolean;
      readonly start: number;
      readonly end: number;
    };

/** The kinds of the protocol that we use, by number: the types package has no place at run time. */
export const itemKind = {
  text: 1,
  method: 2,
  function: 3,
  field: 5,
  variable: 6,
  class: 7,
  module: 9,
  property: 10,
  value: 12,
  enum: 13,
  keyword: 14,
  snippet: 15,
  reference: 18,
  folder: 19,
  enumMember: 20,
  constant: 21,
  event: 23,
  operator: 24,
} as const satisfies Record<string, CompletionItemKind>;

/** Literal text for a snippet. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** Literal text for the inside of a JSON string in a snippet. */
export function snippetString(text: string): string {
  return snippetText(jsonInside(text));
}

export function jsonInside(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/**
 * Fits offers into the text: the whole name or value at the caret is replaced, quotes included, so that VS Code compares
 * the typed text from its quote on; commas are added where they are missing on either side.
 */
export function fitOffers(offers: readonly Offer[], caret: Caret, lines: LineIndex): CompletionItem[] {
  const { token } = caret;
  const start = token?.start ?? caret.offset;
  const quoted = token?.type === "string";
  const range = lines.range({ start, end: token?.end ?? caret.offset });
  const comma = caret.commaAfter ? "," : "";
  const before =
    caret.commaMissingAt === undefined
      ? undefined
      : [{ range: lines.range({ start: caret.commaMissingAt, end: caret.commaMissingAt }), newText: "," }];

  const width = String(offers.length).length;
  return [...offers]
    .sort((a, b) => compare(a.rank, b.rank) || compare(a.label, b.label))
    .map((offer, index) => {
      const written = write(offer.insert, caret);
      const part = offer.insert.kind === "part" ? lines.range(offer.insert) : undefined;
      const filter = offer.filter ?? offer.label;
      return {
        label: offer.label,
        kind: offer.kind,
        sortText: String(index).padStart(width, "0"),
        filterText: quoted && part === undefined ? `"${filter}"` : filter,
        ...(offer.detail === undefined ? {} : { detail: offer.detail }),
        ...(offer.documentation === undefined
          ? {}
          : { documentation: { kind: "markdown", value: offer.documentation } }),
        ...(offer.subject === undefined ? {} : { data: offer.subject }),
        insertTextFormat: written.snippet ? 2 : 1,
        // Lines after the first are indented like the one they are put into.
        ...(written.text.includes("\n") ? { insertTextMode: 2 } : {}),
        textEdit: { range: part ?? range, newText: part === undefined ? written.text + comma : written.text },
        ...(part === undefined && before !== undefined ? { additionalTextEdits: before } : {}),
        ...(written.again ? { command: { title: "Suggest", command: "editor.action.triggerSuggest" } } : {}),
      };
    });
}

function write(insert: Insert, { member }: Caret): { text: string; snippet: boolean; again: boolean } {
  switch (insert.kind) {
    case "string":
      return { text: JSON.stringify(insert.value), snippet: false, again: false };
    case "stringSnippet":
      return { text: `"${insert.snippet}"`, snippet: true, again: insert.again === true };
    case "valueSnippet":
      return { text: insert.snippet, snippet: true, again: insert.again === true };
    case "part":
      return { text: insert.text, snippet: insert.snippet, again: false };
    case "member": {
      const name = `"${insert.nameSnippet ?? snippetString(insert.name)}"`;
      if (member?.colon !== undefined) return { text: name, snippet: true, again: false };
      if (member?.value !== undefined) return { text: `${name}:`, snippet: true, again: false };
      return { text: `${name}: ${insert.value}`, snippet: true, again: true };
    }
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
