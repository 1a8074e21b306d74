import type { AwsEntry, AwsFile, AwsLine, AwsSection } from "../model.ts";
import type { Span } from "../../text/span.ts";

/** The line end of the file's first line; LF where it has none. */
export function lineEndOf({ text }: AwsFile): string {
  const at = text.search(/[\r\n]/);
  return at !== -1 && text.startsWith("\r\n", at) ? "\r\n" : "\n";
}

export function endsWithLineEnd(text: string): boolean {
  return text.endsWith("\n") || text.endsWith("\r");
}

/** From the header to the last line that means something: comments and blank lines behind it are not the section's own. */
export function ownSpan(file: AwsFile, section: AwsSection): Span {
  const own = linesWithin(file, section.span).filter(({ kind }) => kind !== "blank" && kind !== "comment");
  return { start: section.span.start, end: own.at(-1)?.span.end ?? section.span.end };
}

export function linesWithin(file: AwsFile, span: Span): readonly AwsLine[] {
  return file.lines.filter((line) => line.span.start >= span.start && line.span.end <= span.end);
}

/** How a section writes its keys: the indentation that fits all of them, and what stands around the equals sign. */
export function entryStyle(
  { text }: AwsFile,
  { entries }: AwsSection,
): { readonly indent: string; readonly equals: string } {
  const indents = entries.map((entry) => text.slice(entry.span.start, entry.keySpan.start));
  const [indent = ""] = indents.sort((a, b) => a.length - b.length);
  const model = entries.find((entry) => entry.separator === "=" && entry.value !== "");
  return {
    indent,
    equals: model === undefined ? " = " : text.slice(model.keySpan.end, model.valueSpan.start),
  };
}

/** The last entry under a key, which is the one that counts; keys are compared as the AWS CLI compares them. */
export function lastEntry(section: AwsSection, key: string): AwsEntry | undefined {
  return section.entries.filter((entry) => entry.key.toLowerCase() === key).at(-1);
}
