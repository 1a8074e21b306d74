import type { Span } from "../text/span.ts";
import type {
  AwsEntry,
  AwsFile,
  AwsFileKind,
  AwsFileProblem,
  AwsFileProblemCode,
  AwsLine,
  AwsLineKind,
  AwsSection,
} from "./model.ts";
import { readSectionTitle } from "./sectionTitle.ts";

/**
 * Reads `~/.aws/config` or `~/.aws/credentials` with the place of everything in it. Never throws; time is linear in
 * the text. Broken lines become problems and the rest is read: a header without `]` still opens a section, a key
 * that the AWS CLI would glue to the value above still becomes an entry.
 *
 * Indentation counts as in the AWS CLI: a line that is indented deeper than the key above belongs to it. Notes count
 * as in the JavaScript SDK: a blank and `#` or `;` end the value.
 * Format: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function parseAwsFile(kind: AwsFileKind, text: string): AwsFile {
  return new Reader(kind, text).read();
}

type Draft<T> = { -readonly [K in keyof T]: T[K] };
type EntryDraft = Draft<AwsEntry>;
type SectionDraft = Draft<AwsSection> & { entries: AwsEntry[] };

/** Shared by all entries without nested keys. */
const none: readonly AwsEntry[] = [];

const hash = 35;
const semicolon = 59;
const colon = 58;
const bracket = 91;
const closing = 93;

/** A key that stands in a line of its own although the line is indented like a continuation. */
const keyLike = /^[A-Za-z_][\w.-]*\s*=/;

const control = /[\0-\x08\x0e-\x1f\x7f]/;

class Reader {
  readonly #kind: AwsFileKind;
  readonly #text: string;
  readonly #lines: AwsLine[] = [];
  readonly #sections: SectionDraft[] = [];
  readonly #problems: AwsFileProblem[] = [];
  readonly #titles = new Set<string>();
  readonly #names = new Map<string, string>();
  readonly #keys = new Set<string>();
  /** A file repeats the same few keys thousands of times. */
  readonly #lowered = new Map<string, string>();
  #section: SectionDraft | undefined;
  /** A line before the first section was met. */
  #stray = false;
  /** The entry that a deeper line belongs to, and its indentation. */
  #entry: EntryDraft | undefined;
  #indent = 0;
  /** Its nested keys, where it has any. */
  #block: AwsEntry[] = [];
  /** The same as the AWS CLI sees it: it differs behind a key that the CLI takes for a continuation. */
  #cliKey: string | undefined;
  #cliIndent = 0;
  /** The key whose nested block is still open for the JavaScript SDK: only a line without indentation ends it. */
  #sdkBlock: string | undefined;

  readonly #equalsSigns: Next;
  readonly #colons: Next;
  readonly #hashes: Next;
  readonly #semicolons: Next;

  constructor(kind: AwsFileKind, text: string) {
    this.#kind = kind;
    this.#text = text;
    this.#equalsSigns = new Next(text, "=");
    this.#colons = new Next(text, ":");
    this.#hashes = new Next(text, "#");
    this.#semicolons = new Next(text, ";");
  }

  read(): AwsFile {
    const text = this.#text;
    this.#wholeFile();
    let lineFeed = text.indexOf("\n");
    let carriageReturn = text.indexOf("\r");
    let loneReturn = -1;
    let start = 0;
    while (start < text.length) {
      if (lineFeed !== -1 && lineFeed < start) lineFeed = text.indexOf("\n", start);
      if (carriageReturn !== -1 && carriageReturn < start) carriageReturn = text.indexOf("\r", start);
      let end = text.length;
      let next = text.length;
      if (carriageReturn !== -1 && (lineFeed === -1 || carriageReturn < lineFeed)) {
        end = carriageReturn;
        next = lineFeed === end + 1 ? end + 2 : end + 1;
        if (next === end + 1 && loneReturn === -1) loneReturn = end;
      } else if (lineFeed !== -1) {
        end = lineFeed;
        next = end + 1;
      }
      const contentStart = start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : start;
      const line = { start, end: next };
      this.#lines.push({ kind: this.#line(line, contentStart, end), span: line });
      start = next;
    }
    if (this.#section !== undefined) this.#closeSection(text.length);
    if (loneReturn !== -1) {
      this.#problem(
        "loneCarriageReturn",
        "warning",
        "This line ends with a lone carriage return, which the JavaScript SDK does not take for a line end. Save the file with LF or CRLF line ends.",
        { start: loneReturn, end: loneReturn + 1 },
        undefined,
      );
    }
    return {
      kind: this.#kind,
      text,
      lines: this.#lines,
      sections: this.#sections,
      problems: this.#problems,
    };
  }

  #wholeFile(): void {
    const text = this.#text;
    if (text.charCodeAt(0) === 0xfeff) {
      this.#problem(
        "byteOrderMark",
        "warning",
        "The AWS CLI refuses a file that starts with a byte order mark. Save it as UTF-8 without one.",
        { start: 0, end: 1 },
        undefined,
      );
    }
    const junk = text.search(control);
    if (junk !== -1) {
      this.#problem(
        "controlCharacter",
        "warning",
        "This is not a text character. It becomes part of a name or a value: remove it.",
        { start: junk, end: junk + 1 },
        undefined,
      );
    }
    const replaced = text.indexOf("\uFFFD");
    if (replaced !== -1) {
      this.#problem(
        "notUtf8",
        "warning",
        "This character is not valid UTF-8, and the AWS CLI refuses the whole file for it. Save the file as UTF-8.",
        { start: replaced, end: replaced + 1 },
        undefined,
      );
    }
  }

  /** Reads one line; `start` to `end` is its content without byte order mark and line ending. */
  #line(line: Span, start: number, end: number): AwsLineKind {
    const text = this.#text;
    let first = start;
    while (first < end && isBlank(text.charCodeAt(first))) first++;
    if (first === end) return "blank";
    let last = end;
    while (isBlank(text.charCodeAt(last - 1))) last--;
    const char = text.charCodeAt(first);
    if (char === hash || char === semicolon) return "comment";
    const indent = first - start;
    const belongs = this.#entry !== undefined && indent > this.#indent;
    if (char === bracket && (!belongs || this.#closesHeader(first, last))) {
      return this.#header(line, first, last, indent, belongs);
    }
    if (this.#section === undefined) {
      // One for all of them: a file that is no AWS file at all would give one for each of its lines.
      if (!this.#stray) {
        this.#problem(
          "entryBeforeSection",
          "error",
          "This line stands before the first section: the AWS CLI refuses the whole file for it and other tools skip it. Put it below a header.",
          { start: first, end: last },
          undefined,
        );
      }
      this.#stray = true;
      return "broken";
    }
    if (this.#entry !== undefined && belongs) {
      if (this.#entry.value === "") return this.#nested(line, first, last, this.#entry);
      if (!keyLike.test(text.slice(first, Math.min(last, first + 200)))) {
        return this.#continuation(line, first, last, this.#entry);
      }
    }
    return this.#entryLine(line, first, last, indent, this.#section);
  }

  #header(line: Span, first: number, last: number, indent: number, belongs: boolean): AwsLineKind {
    const text = this.#text;
    const noteless = this.#noteStart(first, last);
    let contentEnd = noteless;
    while (isBlank(text.charCodeAt(contentEnd - 1))) contentEnd--;
    let close = contentEnd - 1;
    let trailing = false;
    if (close <= first || text.charCodeAt(close) !== closing) {
      close = last - 1;
      while (close > first && text.charCodeAt(close) !== closing) close--;
      trailing = close > first;
    }
    const unclosed = close <= first;
    const titleEnd = unclosed ? contentEnd : close;
    const title = text.slice(first + 1, titleEnd);
    const read = readSectionTitle(this.#kind, title);
    if (this.#section !== undefined) this.#closeSection(line.start);
    const headerSpan = { start: first, end: unclosed ? contentEnd : close + 1 };
    const section: SectionDraft = {
      type: read.type,
      name: read.name,
      nameSpan: { start: first + 1 + read.nameStart, end: first + 1 + read.nameEnd },
      title,
      headerSpan,
      unclosed,
      span: { start: line.start, end: line.end },
      entries: [],
    };
    this.#section = section;
    this.#sections.push(section);
    this.#entry = undefined;
    this.#indent = indent;
    const above = this.#cliKey;
    this.#cliKey = undefined;
    this.#cliIndent = indent;
    this.#sdkBlock = undefined;
    this.#keys.clear();
    const at = this.#sections.length - 1;
    if (unclosed) {
      this.#problem(
        "unclosedHeader",
        "error",
        "This header has no ']': the AWS CLI refuses the whole file for it, and the JavaScript SDK gives these keys to the section above. Add the bracket.",
        headerSpan,
        at,
      );
    }
    if (trailing) {
      this.#problem(
        "textAfterHeader",
        "warning",
        "The JavaScript SDK does not see a header with text behind it, and gives these keys to the section above. Remove the text.",
        { start: close + 1, end: last },
        at,
      );
    }
    if (belongs && above !== undefined) {
      this.#problem(
        "indentedHeader",
        "warning",
        `The AWS CLI takes this indented header for a part of the value of '${above}'. Remove the indentation.`,
        headerSpan,
        at,
      );
    }
    if (read.problem !== undefined) {
      this.#problem(read.problem.code, read.problem.severity, read.problem.message, headerSpan, at);
    }
    this.#sameSection(section, at);
    return "header";
  }

  #sameSection(section: SectionDraft, at: number): void {
    const repeated = this.#titles.has(section.title);
    this.#titles.add(section.title);
    if (repeated) {
      this.#problem(
        "duplicateSection",
        "warning",
        `[${section.title}] stands in this file twice: the AWS CLI refuses the whole file for it, other tools merge the two. Keep one.`,
        section.headerSpan,
        at,
      );
    }
    if (section.type === "other") return;
    const type = section.type === "default" ? "profile" : section.type;
    const name = `${type} ${section.name}`;
    const before = this.#names.get(name);
    if (before === undefined) this.#names.set(name, section.title);
    else if (!repeated && before !== section.title) {
      this.#problem(
        "sameProfileTwice",
        "warning",
        `[${before}] and [${section.title}] are the same to every tool, and the tools differ in which keys they keep. Merge the two.`,
        section.headerSpan,
        at,
      );
    }
  }

  #closeSection(end: number): void {
    if (this.#section !== undefined) this.#section.span = { start: this.#section.span.start, end };
  }

  #entryLine(line: Span, first: number, last: number, indent: number, section: SectionDraft): AwsLineKind {
    const at = this.#sections.length - 1;
    // As the AWS CLI splits a line.
    const separator = Math.min(this.#equalsSigns.from(first), this.#colons.from(first));
    if (separator >= last) {
      this.#problem(
        "lineWithoutEquals",
        "error",
        "This line has no '=': the AWS CLI refuses the whole file for it and other tools skip it. Write key = value, or start the line with #.",
        { start: first, end: last },
        at,
      );
      return "broken";
    }
    if (separator === first) {
      this.#problem(
        "emptyKey",
        "error",
        "This line has no key: the AWS CLI refuses the whole file for it and other tools skip it. Write key = value.",
        { start: first, end: last },
        at,
      );
      return "broken";
    }
    const entry = this.#readEntry(line, first, separator, last);
    const { key, keySpan } = entry;
    const lowered = this.#lower(key);
    if (this.#keys.has(lowered)) {
      this.#problem(
        "duplicateKey",
        "warning",
        `'${key}' stands in this section twice: the AWS CLI refuses the whole file for it, other tools take the last one. Keep one.`,
        keySpan,
        at,
      );
    }
    this.#keys.add(lowered);
    if (entry.separator === ":") {
      this.#problem(
        "colonSeparator",
        "warning",
        `Only the AWS CLI accepts a colon behind '${key}'; other tools skip the line. Write an equals sign.`,
        { start: separator, end: separator + 1 },
        at,
      );
    }
    if (this.#cliKey !== undefined && indent > this.#cliIndent) {
      this.#problem(
        "indentedKey",
        "warning",
        `The AWS CLI takes this indented line for a part of the value of '${this.#cliKey}'. Remove the indentation.`,
        keySpan,
        at,
      );
    } else {
      this.#cliKey = key;
      this.#cliIndent = indent;
    }
    if (indent === 0) this.#sdkBlock = undefined;
    if (this.#sdkBlock !== undefined) {
      this.#problem(
        "nestedByOneTool",
        "warning",
        `The JavaScript SDK takes this indented line for a part of '${this.#sdkBlock}'. Remove the indentation of the section's keys.`,
        keySpan,
        at,
      );
    } else if (entry.value === "") {
      this.#sdkBlock = key;
    }
    section.entries.push(entry);
    this.#entry = entry;
    this.#indent = indent;
    return "entry";
  }

  #nested(line: Span, first: number, last: number, parent: EntryDraft): AwsLineKind {
    const separator = this.#equalsSigns.from(first);
    if (separator >= last) {
      this.#problem(
        "nestedWithoutEquals",
        "error",
        `Below '${parent.key}' every indented line needs key = value: the AWS CLI refuses the whole file for this one.`,
        { start: first, end: last },
        this.#sections.length - 1,
      );
      return "broken";
    }
    if (separator === first) {
      this.#problem(
        "emptyKey",
        "warning",
        "This line has no key, so no tool uses its value. Write key = value.",
        { start: first, end: last },
        this.#sections.length - 1,
      );
      return "broken";
    }
    if (parent.nested === none) parent.nested = this.#block = [];
    this.#block.push(this.#readEntry(line, first, separator, last));
    parent.span = { start: parent.span.start, end: line.end };
    return "nested";
  }

  #continuation(line: Span, first: number, last: number, entry: EntryDraft): AwsLineKind {
    this.#problem(
      "continuationLine",
      "warning",
      `The AWS CLI adds this line to the value of '${entry.key}', the JavaScript SDK skips it. Write the value in one line.`,
      { start: first, end: last },
      this.#sections.length - 1,
    );
    entry.value += `\n${this.#text.slice(first, last)}`;
    entry.valueSpan = { start: entry.valueSpan.start, end: last };
    entry.span = { start: entry.span.start, end: line.end };
    return "continuation";
  }

  /** Where a note begins: the first `#` or `;` behind a blank, as the JavaScript SDK cuts it; else `end`. */
  #noteStart(start: number, end: number): number {
    if (this.#hashes.from(start) >= end && this.#semicolons.from(start) >= end) return end;
    for (let i = start; i < end; i++) {
      const char = this.#text.charCodeAt(i);
      if ((char === hash || char === semicolon) && isBlank(this.#text.charCodeAt(i - 1))) return i;
    }
    return end;
  }

  /** True where the line ends with `]`, apart from a note. */
  #closesHeader(start: number, end: number): boolean {
    let last = this.#noteStart(start, end) - 1;
    while (isBlank(this.#text.charCodeAt(last))) last--;
    return this.#text.charCodeAt(last) === closing;
  }

  #lower(key: string): string {
    let lowered = this.#lowered.get(key);
    if (lowered === undefined) this.#lowered.set(key, (lowered = key.toLowerCase()));
    return lowered;
  }

  #readEntry(line: Span, first: number, separator: number, last: number): EntryDraft {
    const text = this.#text;
    let keyEnd = separator;
    while (isBlank(text.charCodeAt(keyEnd - 1))) keyEnd--;
    const note = this.#noteStart(separator + 1, last);
    let valueStart = separator + 1;
    while (valueStart < note && isBlank(text.charCodeAt(valueStart))) valueStart++;
    let valueEnd = note;
    while (valueEnd > valueStart && isBlank(text.charCodeAt(valueEnd - 1))) valueEnd--;
    const entry: EntryDraft = {
      key: text.slice(first, keyEnd),
      keySpan: { start: first, end: keyEnd },
      separator: text.charCodeAt(separator) === colon ? ":" : "=",
      value: text.slice(valueStart, valueEnd),
      valueSpan: { start: valueStart, end: valueEnd },
      span: line,
      nested: none,
    };
    if (note < last) entry.noteSpan = { start: note, end: last };
    return entry;
  }

  #problem(
    code: AwsFileProblemCode,
    severity: AwsFileProblem["severity"],
    message: string,
    span: Span,
    section: number | undefined,
  ): void {
    this.#problems.push({ code, severity, message, span, ...(section === undefined ? {} : { section }) });
  }
}

/**
 * The next place of a character, for questions that only ever move forward: the text is searched once in all, by the
 * engine's own search.
 */
class Next {
  readonly #text: string;
  readonly #char: string;
  #at = -1;

  constructor(text: string, char: string) {
    this.#text = text;
    this.#char = char;
  }

  /** The first place at or behind `start`; infinite where there is none. */
  from(start: number): number {
    if (this.#at < start) {
      this.#at = this.#text.indexOf(this.#char, start);
      if (this.#at === -1) this.#at = Infinity;
    }
    return this.#at;
  }
}

/** What both tools trim: tab, vertical tab, form feed, space, no-break space and the Unicode spaces. */
function isBlank(char: number): boolean {
  return (
    char === 32 ||
    (char >= 9 && char <= 13) ||
    char === 0xa0 ||
    (char >= 0x1680 &&
      (char === 0x1680 ||
        (char >= 0x2000 && char <= 0x200a) ||
        char === 0x2028 ||
        char === 0x2029 ||
        char === 0x202f ||
        char === 0x205f ||
        char === 0x3000))
  );
}
