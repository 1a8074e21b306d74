import type { AwsFile, AwsSection } from "../../core/awsFiles/model.ts";
import type { Span } from "../../core/text/span.ts";

/** What an offset of `~/.aws/config` or `credentials` means. */
export type AwsPlace =
  /** A header, or the start of an empty line where one could be; `span` is what it replaces. */
  | { readonly kind: "header"; readonly span: Span }
  | {
      readonly kind: "key";
      readonly section: AwsSection;
      /** The key of the block that the line belongs to. */
      readonly nestedIn?: string;
      /** From the first character of the key to its last. */
      readonly span: Span;
      /** An equals sign stands behind it. */
      readonly separated: boolean;
      /** The line is empty so far and not indented: a header could stand here too. */
      readonly empty: boolean;
    }
  | {
      readonly kind: "value";
      readonly section: AwsSection;
      readonly nestedIn?: string;
      /** In lower case. */
      readonly key: string;
      /** Without surrounding blanks and without the note behind it. */
      readonly span: Span;
    };

/** Says what an offset means; undefined in a comment, in a note, and for a key before the first section. */
export function awsPlaceAt(file: AwsFile, offset: number): AwsPlace | undefined {
  const { text } = file;
  const lineStart = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  const lineEnd = lineStart + (/^[^\r\n]*/.exec(text.slice(lineStart))?.[0].length ?? 0);
  const line = text.slice(lineStart, lineEnd);
  const indent = /^\s*/.exec(line)?.[0].length ?? 0;
  const content = line.slice(indent);
  if (/^[#;]/.test(content)) return undefined;
  const start = lineStart + indent;
  if (content.startsWith("[")) {
    const end = content.includes("]") ? start + content.indexOf("]") + 1 : start + content.trimEnd().length;
    return offset < start || offset > end ? undefined : { kind: "header", span: { start, end } };
  }
  const section = file.sections.findLast(({ span }) => span.start <= lineStart);
  const empty = content === "" && indent === 0;
  if (section === undefined) {
    return empty ? { kind: "header", span: { start, end: start } } : undefined;
  }
  const above = section.entries.findLast(({ span }) => span.start < lineStart);
  const nested = indent > 0 && above?.value === "" ? { nestedIn: above.key.toLowerCase() } : {};
  const equals = content.indexOf("=");
  if (equals === -1 || offset <= start + equals) {
    const end = start + (equals === -1 ? content : content.slice(0, equals)).trimEnd().length;
    // Behind the key, before the equals sign, nothing can be put.
    if (offset > end && content !== "") return undefined;
    const at = content === "" ? { start: offset, end: offset } : { start, end };
    return { kind: "key", section, ...nested, span: at, separated: equals !== -1, empty };
  }
  const from = equals + 1;
  const note = content.slice(from).search(/\s[#;]/);
  const raw = note === -1 ? content.slice(from) : content.slice(from, from + note);
  const leading = /^\s*/.exec(raw)?.[0].length ?? 0;
  const valueStart = start + from + leading;
  const valueEnd = start + from + Math.max(raw.trimEnd().length, leading);
  if (note !== -1 && offset > start + from + note) return undefined;
  const span =
    raw.trim() === "" || offset < valueStart
      ? { start: offset, end: raw.trim() === "" ? offset : valueEnd }
      : { start: valueStart, end: Math.max(valueEnd, offset) };
  return {
    kind: "value",
    section,
    ...nested,
    key: content.slice(0, equals).trimEnd().toLowerCase(),
    span,
  };
}
