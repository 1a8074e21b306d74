import type { Span } from "../../text/span.ts";
import type { AwsFile, AwsFileKind } from "../model.ts";

/** One stretch of a text and what takes its place. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** The edits of one file, in order and without overlap. */
export interface FileEdits {
  readonly file: AwsFileKind;
  readonly edits: readonly TextEdit[];
}

/** Both files, parsed from their whole text (byte order mark included); an absent file counts as empty. */
export interface AwsFiles {
  readonly config?: AwsFile;
  readonly credentials?: AwsFile;
}

/** A setting of a profile: a key, or one of the keys in the block below another key. Top-level keys in lower case. */
export interface SettingPath {
  readonly key: string;
  /** The key that the block stands below, such as `s3`. */
  readonly nestedIn?: string;
}

/** What a change does to the files, or in one sentence why it cannot be made. Files without an edit are left out. */
export type EditResult =
  | { readonly kind: "edits"; readonly files: readonly FileEdits[] }
  | { readonly kind: "refused"; readonly message: string };

export function refused(message: string): Extract<EditResult, { kind: "refused" }> {
  return { kind: "refused", message };
}
