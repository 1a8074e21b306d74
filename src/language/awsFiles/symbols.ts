import type { DocumentSymbol, SymbolKind } from "vscode-languageserver-types";
import type { AwsEntry, AwsFileKind, AwsSection } from "../../core/awsFiles/model.ts";
import { parseAwsFile } from "../../core/awsFiles/parse.ts";
import { KeyTable } from "../../core/profiles/keys.ts";
import { LineIndex } from "../../core/text/lineIndex.ts";

/** The kinds of the protocol that we use, by number: the types package has no place at run time. */
const symbolKind = { module: 2, property: 7, object: 19 } as const satisfies Record<string, SymbolKind>;

/** The outline of a file: its sections with their keys. Values of secrets are left out. */
export function awsFileSymbols(file: AwsFileKind, text: string): DocumentSymbol[] {
  const lines = new LineIndex(text);
  const keys = new KeyTable();
  const entry = ({ key, keySpan, value, span, nested }: AwsEntry): DocumentSymbol => ({
    name: key,
    detail: keys.of(key).secret ? "" : (value.split("\n", 1)[0] ?? ""),
    kind: symbolKind.property,
    range: lines.range(span),
    selectionRange: lines.range(keySpan),
    ...(nested.length === 0 ? {} : { children: nested.map(entry) }),
  });
  return parseAwsFile(file, text).sections.map((section) => ({
    // The editor refuses a symbol without a name.
    name: section.name.trim() === "" ? "[]" : section.name,
    detail: wordOf(section),
    kind:
      section.type === "ssoSession" || section.type === "services" ? symbolKind.module : symbolKind.object,
    range: lines.range(section.span),
    selectionRange: lines.range(section.headerSpan),
    children: section.entries.map(entry),
  }));
}

function wordOf({ type }: AwsSection): string {
  switch (type) {
    case "profile":
    case "default":
      return "profile";
    case "ssoSession":
      return "sso-session";
    case "services":
      return "services";
    case "other":
      return "";
  }
}
