import type {
  CompletionItem,
  DocumentLink,
  DocumentSymbol,
  Hover,
  Range,
  TextEdit,
} from "vscode-languageserver-types";
import { LineIndex } from "../../core/text/lineIndex.ts";
import type { Span } from "../../core/text/span.ts";
import { withValuesOpen } from "./deploymentValues.ts";
import type { EmbeddedText } from "./embeddedText.ts";
import { snippetInString } from "./snippetInString.ts";

/** Turns answers about the text of an embedded policy into answers about the document that it stands in. */
export class ToDocument {
  readonly #view: LineIndex;
  readonly #lines: boolean;

  constructor(
    private readonly embedded: EmbeddedText,
    private readonly document: LineIndex,
  ) {
    this.#view = new LineIndex(embedded.text);
    this.#lines = embedded.text.includes("\n");
  }

  completion(item: CompletionItem): CompletionItem | undefined {
    const { textEdit, additionalTextEdits, filterText, ...rest } = item;
    if (textEdit === undefined || !("range" in textEdit)) return undefined;
    if (
      this.#spansOf([textEdit, ...(additionalTextEdits ?? [])]).some((span) => this.embedded.isOpaque(span))
    ) {
      return undefined;
    }
    const isSnippet = item.insertTextFormat === 2;
    return {
      ...rest,
      // The editor compares it with what stands in the document.
      ...(filterText === undefined ? {} : { filterText: this.embedded.written(filterText) }),
      textEdit: this.#edit(textEdit, isSnippet),
      ...(additionalTextEdits === undefined
        ? {}
        : { additionalTextEdits: additionalTextEdits.map((edit) => this.#edit(edit, false)) }),
    };
  }

  hover(hover: Hover): Hover {
    const { contents, range } = hover;
    return {
      contents:
        typeof contents === "object" && "kind" in contents
          ? { ...contents, value: withValuesOpen(contents.value) }
          : contents,
      ...(range === undefined ? {} : { range: this.range(range) }),
    };
  }

  symbol(symbol: DocumentSymbol): DocumentSymbol {
    return {
      ...symbol,
      name: withValuesOpen(symbol.name),
      ...(symbol.detail === undefined ? {} : { detail: withValuesOpen(symbol.detail) }),
      range: this.range(symbol.range),
      selectionRange: this.range(symbol.selectionRange),
      ...(symbol.children === undefined
        ? {}
        : { children: symbol.children.map((child) => this.symbol(child)) }),
    };
  }

  link(link: DocumentLink): DocumentLink {
    return { ...link, range: this.range(link.range) };
  }

  range(range: Range): Range {
    return this.document.range(this.embedded.toDocument(this.#spanOf(range)));
  }

  #edit({ range, newText }: TextEdit, isSnippet: boolean): TextEdit {
    const { inString } = this.embedded;
    return {
      range: this.range(range),
      newText: inString && isSnippet ? snippetInString(newText, this.#lines) : this.embedded.written(newText),
    };
  }

  #spanOf({ start, end }: Range): Span {
    return { start: this.#view.offset(start), end: this.#view.offset(end) };
  }

  #spansOf(edits: readonly TextEdit[]): Span[] {
    return edits.map(({ range }) => this.#spanOf(range));
  }
}
