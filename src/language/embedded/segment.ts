import type { Span } from "../../core/text/span.ts";

/** A stretch of the view and the stretch of the document it stands for. Both follow one another without gaps. */
export interface Segment {
  readonly view: Span;
  readonly document: Span;
  /**
   * `same`: the same characters. `escape`: one character that the document writes as an escape. `opaque`: a value that
   * is decided at deployment, with a word of ours in its place.
   */
  readonly kind: "same" | "escape" | "opaque";
}
