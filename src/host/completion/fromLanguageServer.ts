import * as vscode from "vscode";
import type { CompletionItem, Range } from "vscode-languageserver-types";

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

/** A completion of the language room as VS Code's own. */
export function toCompletionItem(item: CompletionItem): vscode.CompletionItem {
  const made = new vscode.CompletionItem(item.label, kinds[(item.kind ?? 1) - 1]);
  if (item.detail !== undefined) made.detail = item.detail;
  if (item.sortText !== undefined) made.sortText = item.sortText;
  if (item.filterText !== undefined) made.filterText = item.filterText;
  if (item.documentation !== undefined) {
    made.documentation =
      typeof item.documentation === "string"
        ? item.documentation
        : new vscode.MarkdownString(item.documentation.value);
  }
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

function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
