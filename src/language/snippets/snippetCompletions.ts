import type { CompletionItem, TextEdit } from "vscode-languageserver-types";
import type { DocumentKind } from "../../core/openConfig/model.ts";
import { LineIndex } from "../../core/text/lineIndex.ts";
import { insertionPoint, type InsertionPoint } from "./insertionPoint.ts";
import { snippetsFor, type Snippet, type SnippetPlace } from "./snippetCatalog.ts";

/**
 * The snippets that fit at a caret, as LSP completions: whole documents in an empty file, statements in a policy's
 * `Statement` array, hops, buckets and checks in a role config's arrays; nothing anywhere else. Commas around the new
 * element are part of the edits, a missing one before it an additional edit.
 */
export function snippetCompletions(kind: DocumentKind, text: string, offset: number): CompletionItem[] {
  const point = insertionPoint(text, offset);
  const place = point && placeOf(kind, point);
  if (point === undefined || place === undefined) return [];
  const lines = new LineIndex(text);
  return snippetsFor(kind, place).map((snippet, index) => {
    const commaBefore: TextEdit[] =
      point.commaAt === undefined || point.commaAt === point.word.start
        ? []
        : [{ range: lines.range({ start: point.commaAt, end: point.commaAt }), newText: "," }];
    return {
      label: snippet.name,
      // The protocol's numbers: 15 is Snippet; 2 is a text with tab stops; 2 is "indent like the line".
      kind: 15,
      insertTextFormat: 2,
      insertTextMode: 2,
      detail: snippet.prefix,
      documentation: { kind: "markdown", value: documentation(snippet) },
      sortText: String(index).padStart(3, "0"),
      filterText: `${snippet.prefix} ${snippet.name}`,
      textEdit: { range: lines.range(point.word), newText: newText(snippet, point, text) },
      ...(commaBefore.length === 0 ? {} : { additionalTextEdits: commaBefore }),
    };
  });
}

function placeOf(kind: DocumentKind, { array }: InsertionPoint): SnippetPlace | undefined {
  if (array === undefined) return "document";
  if (kind !== "roleConfig") return array === "Statement" ? "statement" : undefined;
  switch (array) {
    case "hops":
      return "hop";
    case "buckets":
      return "bucket";
    case "checks":
      return "check";
    default:
      return undefined;
  }
}

function newText({ body }: Snippet, point: InsertionPoint, text: string): string {
  const comma = point.commaAt === point.word.start ? ", " : "";
  if (!point.insideBraces) return comma + body.join("\n") + (point.commaAfter ? "," : "");
  // The braces are there already. Beside the opening one the members bring their line breaks; on a line of its own
  // the caret is indented as the members are.
  const members = body.slice(1, -1);
  const line = text.slice(text.lastIndexOf("\n", point.word.start - 1) + 1, point.word.start);
  return line.includes("{")
    ? `\n${members.join("\n")}\n`
    : members.map((member) => member.replace(/^\t/, "")).join("\n");
}

function documentation({ description, body }: Snippet): string {
  return `${description}\n\n\`\`\`json\n${preview(body)}\n\`\`\``;
}

/** The snippet as text: every tab stop shows its default, a choice its first entry. */
function preview(body: readonly string[]): string {
  const defaults = new Map<string, string>();
  return body
    .join("\n")
    .replace(
      /\$\{(\d+)(?::([^}]*)|\|([^|,]*)[^|]*\|)\}|\$(\d+)/g,
      (_, stop: string | undefined, value, choice, mirror) => {
        if (stop === undefined) return defaults.get(String(mirror)) ?? "";
        const shown = String(value ?? choice ?? "");
        defaults.set(stop, shown);
        return shown;
      },
    )
    .replaceAll("\t", "  ");
}
