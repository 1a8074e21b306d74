import type { Span } from "../text/span.ts";

/** `config`: sections `[profile x]`, `[sso-session x]`, `[services x]`, `[default]`. `credentials`: sections `[x]`. */
export type AwsFileKind = "config" | "credentials";

/** What a line is, for tools that walk the file; blank lines and comments belong to no entry. */
export type AwsLineKind = "blank" | "comment" | "header" | "entry" | "nested" | "continuation" | "broken";

/** One line with its line ending. The byte order mark, where there is one, belongs to the first line. */
export interface AwsLine {
  readonly kind: AwsLineKind;
  readonly span: Span;
}

/**
 * One `key = value`. Spans lie in the text as written; `value` is what a call would use: without a note behind it
 * (`value # note`), continuation lines joined by a line feed.
 */
export interface AwsEntry {
  /** As written. The AWS CLI compares keys in lower case, the JavaScript SDK as written. */
  readonly key: string;
  readonly keySpan: Span;
  /** The `=`, or the `:` that only the AWS CLI accepts. */
  readonly separator: "=" | ":";
  readonly value: string;
  /** Without surrounding blanks and without the note; empty, behind the separator, where there is no value. */
  readonly valueSpan: Span;
  /** `# note` or `; note` behind the value, from its first character to the end of the line. */
  readonly noteSpan?: Span;
  /** From the start of the first line to the end of the last one (continuations and nested keys included), with its line ending. */
  readonly span: Span;
  /** The indented keys below an empty value, as in `s3 =`; one level only. */
  readonly nested: readonly AwsEntry[];
}

/**
 * `other` is a header that no tool reads as one of these: `[plugins]`, a config section without the word `profile`, a
 * misspelt or empty header.
 */
export type AwsSectionType = "profile" | "default" | "ssoSession" | "services" | "other";

export interface AwsSection {
  readonly type: AwsSectionType;
  /** The name without quotes: `my prof` of `[profile "my prof"]`. For `other`, the whole text between the brackets. */
  readonly name: string;
  /** The name inside the header, without quotes; empty where the header has none. */
  readonly nameSpan: Span;
  /** The text between the brackets as written: two sections with the same title make the AWS CLI refuse the file. */
  readonly title: string;
  /** From `[` to `]`. */
  readonly headerSpan: Span;
  /** True where the `]` is missing: the section is read all the same, so that it can be shown and mended. */
  readonly unclosed: boolean;
  /** From the start of the header's line to the start of the next header's line, or to the end of the text. */
  readonly span: Span;
  readonly entries: readonly AwsEntry[];
}

export type AwsFileProblemCode =
  | "byteOrderMark"
  | "colonSeparator"
  | "continuationLine"
  | "controlCharacter"
  | "duplicateKey"
  | "duplicateSection"
  | "emptyKey"
  | "emptySectionName"
  | "entryBeforeSection"
  | "indentedHeader"
  | "indentedKey"
  | "lineWithoutEquals"
  | "loneCarriageReturn"
  | "nameUnreachableInSdk"
  | "nestedByOneTool"
  | "nestedWithoutEquals"
  | "notUtf8"
  | "profileNameNeedsQuotes"
  | "profileWordInCredentials"
  | "sameProfileTwice"
  | "sectionInWrongFile"
  | "textAfterHeader"
  | "unclosedHeader"
  | "upperCaseDefault";

/** `section` is an index into `AwsFile.sections`; absent for what stands before the first header or concerns the whole file. */
export interface AwsFileProblem {
  readonly code: AwsFileProblemCode;
  readonly severity: "error" | "warning" | "information";
  readonly message: string;
  readonly span: Span;
  readonly section?: number;
}

/** One parsed file. It holds the text, so it holds secrets: it goes nowhere but into the functions that ask for it. */
export interface AwsFile {
  readonly kind: AwsFileKind;
  readonly text: string;
  /** In order, without gap or overlap: joined they are the text. */
  readonly lines: readonly AwsLine[];
  readonly sections: readonly AwsSection[];
  readonly problems: readonly AwsFileProblem[];
}
