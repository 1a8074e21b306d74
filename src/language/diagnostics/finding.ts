import type { Range, Span } from "../../core/text/span.ts";
import type { Fix } from "../fixes/edit.ts";

export type Severity = "error" | "warning" | "suggestion";

/** What is wrong, or could be better, at one place of a document. */
export interface Finding {
  /** The rule's code; its page is `docs/rules/CODE.md`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  /** The likeliest first. */
  readonly fixes: readonly Fix[];
  /** Places in other files that the finding speaks of. */
  readonly related?: readonly RelatedPlace[];
}

/** A place in another file, and what is there in a few words. */
export interface RelatedPlace {
  readonly uri: string;
  readonly range: Range;
  readonly message: string;
}
