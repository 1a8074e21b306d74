import type { Range, Span } from "../../core/text/span.ts";

/** One replacement; spans count in the text as it was before any edit. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** A change of the document that removes a finding. */
export interface Fix {
  /** An order to the editor without a full stop: "Add Version 2012-10-17". */
  readonly title: string;
  /** Never overlapping, in the order of the text. */
  readonly edits: readonly TextEdit[];
  /** True where the policy means the same or certainly what was meant, so that it may be done everywhere at once. */
  readonly safe: boolean;
  /** True where the new text holds a `<PLACEHOLDER>` that the user has to fill. */
  readonly placeholder?: boolean;
  /** What changes in other files. */
  readonly elsewhere?: readonly EditElsewhere[];
}

/** One replacement in another file. */
export interface EditElsewhere {
  readonly uri: string;
  readonly range: Range;
  readonly newText: string;
}

/** The text after all edits. Edits must not overlap; their order does not matter. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let from = 0;
  for (const { span, newText } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    result += text.slice(from, span.start) + newText;
    from = span.end;
  }
  return result + text.slice(from);
}
