import * as vscode from "vscode";
import type {
  CompletionItem,
  DocumentLink,
  DocumentSymbol,
  Hover,
  MarkupContent,
  Range,
} from "vscode-languageserver-types";

const { CompletionItemKind: Kind } = vscode;

/** In the order of the protocol, which counts from 1. */
const kinds: readonly vscode.CompletionItemKind[] = [
  Kind.Text,
  Kind.Method,
  Kind.Function,
  Kind.Constructor,
  Kind.Field,
  Kind.Variable,
  Kind.Class,
  Kind.Interface,
  Kind.Module,
  Kind.Property,
  Kind.Unit,
  Kind.Value,
  Kind.Enum,
  Kind.Keyword,
  Kind.Snippet,
  Kind.Color,
  Kind.File,
  Kind.Reference,
  Kind.Folder,
  Kind.EnumMember,
  Kind.Constant,
  Kind.Struct,
  Kind.Event,
  Kind.Operator,
  Kind.TypeParameter,
];

const { SymbolKind: Symbol } = vscode;

/** In the order of the protocol, which counts from 1. */
const symbolKinds: readonly vscode.SymbolKind[] = [
  Symbol.File,
  Symbol.Module,
  Symbol.Namespace,
  Symbol.Package,
  Symbol.Class,
  Symbol.Method,
  Symbol.Property,
  Symbol.Field,
  Symbol.Constructor,
  Symbol.Enum,
  Symbol.Interface,
  Symbol.Function,
  Symbol.Variable,
  Symbol.Constant,
  Symbol.String,
  Symbol.Number,
  Symbol.Boolean,
  Symbol.Array,
  Symbol.Object,
  Symbol.Key,
  Symbol.Null,
  Symbol.EnumMember,
  Symbol.Struct,
  Symbol.Event,
  Symbol.Operator,
  Symbol.TypeParameter,
];

/** A completion of the language room as VS Code's own. */
export function toCompletionItem(item: CompletionItem): vscode.CompletionItem {
  const made = new vscode.CompletionItem(item.label, kinds[(item.kind ?? 1) - 1]);
  if (item.detail !== undefined) made.detail = item.detail;
  if (item.sortText !== undefined) made.sortText = item.sortText;
  if (item.filterText !== undefined) made.filterText = item.filterText;
  if (item.documentation !== undefined) made.documentation = toMarkdown(item.documentation);
  if (item.command !== undefined) made.command = { title: item.command.title, command: item.command.command };
  const edit = item.textEdit;
  if (edit !== undefined && "range" in edit) {
    made.range = toRange(edit.range);
    // 2: the text is a snippet with tab stops.
    made.insertText = item.insertTextFormat === 2 ? new vscode.SnippetString(edit.newText) : edit.newText;
  }
  if (item.additionalTextEdits !== undefined) {
    made.additionalTextEdits = item.additionalTextEdits.map(
      ({ range, newText }) => new vscode.TextEdit(toRange(range), newText),
    );
  }
  return made;
}

/** A hover's text; the old forms of the protocol (`MarkedString`) are not used by the language room. */
export function toHover({ contents, range }: Hover): vscode.Hover | undefined {
  if (typeof contents === "string" || Array.isArray(contents) || !("kind" in contents)) return undefined;
  return new vscode.Hover(toMarkdown(contents), range && toRange(range));
}

export function toSymbol(symbol: DocumentSymbol): vscode.DocumentSymbol {
  const made = new vscode.DocumentSymbol(
    symbol.name,
    symbol.detail ?? "",
    symbolKinds[symbol.kind - 1] ?? vscode.SymbolKind.Object,
    toRange(symbol.range),
    toRange(symbol.selectionRange),
  );
  made.children = (symbol.children ?? []).map(toSymbol);
  return made;
}

export function toLink({ range, target, tooltip }: DocumentLink): vscode.DocumentLink {
  const link = new vscode.DocumentLink(
    toRange(range),
    target === undefined ? undefined : vscode.Uri.parse(target),
  );
  if (tooltip !== undefined) link.tooltip = tooltip;
  return link;
}

/** Markdown without commands and HTML, whatever stands in it. */
export function toMarkdown(text: string | MarkupContent): string | vscode.MarkdownString {
  return typeof text === "string" ? text : new vscode.MarkdownString(text.value);
}

export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
