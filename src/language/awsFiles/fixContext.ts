import type { AwsEntry, AwsFile, AwsSection } from "../../core/awsFiles/model.ts";
import { KeyTable } from "../../core/profiles/keys.ts";
import type { ProfileProblem, Profiles } from "../../core/profiles/model.ts";
import type { Span } from "../../core/text/span.ts";
import type { Fix, TextEdit } from "../fixes/edit.ts";

/**
 * What a fix looks at: one problem and the file it stands in. Edits stay in that file, and what they write holds no
 * secret: a report of `assume-role lint` prints it.
 */
export class FixContext {
  readonly #keys = new KeyTable();

  constructor(
    readonly problem: ProfileProblem,
    readonly file: AwsFile,
    readonly profiles: Profiles,
  ) {}

  get text(): string {
    return this.file.text;
  }

  /** The text under the problem. */
  get found(): string {
    return this.text.slice(this.problem.span.start, this.problem.span.end);
  }

  get section(): AwsSection | undefined {
    return this.file.sections.findLast(({ span }) => span.start <= this.problem.span.start);
  }

  /** The entry that the problem stands in. */
  get entry(): AwsEntry | undefined {
    const { start } = this.problem.span;
    return this.section?.entries.find(({ span }) => span.start <= start && start < span.end);
  }

  isSecret(entry: AwsEntry): boolean {
    return this.#keys.of(entry.key).secret || entry.nested.some((nested) => this.isSecret(nested));
  }

  /** The entry of the section with a key, without case; the last one counts. */
  entryOf(section: AwsSection, key: string): AwsEntry | undefined {
    return section.entries.findLast((entry) => entry.key.toLowerCase() === key);
  }

  /** The line ending of the file. */
  get lineEnd(): string {
    return /\r\n|\n|\r/.exec(this.text)?.[0] ?? "\n";
  }

  lineStart(offset: number): number {
    return Math.max(this.text.lastIndexOf("\n", offset - 1), this.text.lastIndexOf("\r", offset - 1)) + 1;
  }

  replace(title: string, span: Span, newText: string, safe = true): Fix {
    return { title, edits: [{ span, newText }], safe };
  }

  removeEntry(title: string, entry: AwsEntry, safe = true): Fix {
    return { title, edits: [{ span: entry.span, newText: "" }], safe };
  }

  /** Lines behind an entry or a header, written as the file writes its own. */
  insertBehind(section: AwsSection, after: AwsEntry | undefined, lines: readonly string[]): TextEdit {
    const style = section.entries[0];
    const separator =
      style === undefined
        ? " = "
        : this.text.slice(style.keySpan.end, style.valueSpan.start).includes(" ")
          ? " = "
          : "=";
    const written = lines.map((line) => line.replace(" = ", separator));
    const at = after?.span.end ?? this.#endOfLine(section.headerSpan.end);
    const open = at > 0 && !/[\r\n]/.test(this.text.charAt(at - 1));
    return {
      span: { start: at, end: at },
      newText: (open ? this.lineEnd : "") + written.join(this.lineEnd) + (open ? "" : this.lineEnd),
    };
  }

  /** A section at the end of the file, an empty line before it. */
  appendSection(lines: readonly string[]): TextEdit {
    const { text, lineEnd } = this;
    const end = text.length;
    const before = /[\r\n]$/.test(text) ? lineEnd : lineEnd + lineEnd;
    return { span: { start: end, end }, newText: before + lines.join(lineEnd) + lineEnd };
  }

  #endOfLine(offset: number): number {
    return offset + (/^[^\r\n]*(?:\r\n|\n|\r)?/.exec(this.text.slice(offset))?.[0].length ?? 0);
  }
}
