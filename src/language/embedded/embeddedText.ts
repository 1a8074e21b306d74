import { indentAt } from "../fixes/jsonStyle.ts";
import type { Fix, TextEdit } from "../fixes/edit.ts";
import type { Span } from "../../core/text/span.ts";
import { decodeJsonString } from "./jsonStringDecoder.ts";
import type { Segment } from "./segment.ts";

/** A value of the document that is shown as something else. */
export interface Opaque {
  readonly span: Span;
  /** JSON text. */
  readonly shown: string;
}

/**
 * A policy inside a larger document as a text of its own, so that everything that works on a policy works on it, with
 * the way back: offsets, spans and edits of the view become those of the document.
 */
export class EmbeddedText {
  /** The policy as a document of its own. */
  readonly text: string;
  /** True where the policy stands in a JSON string: what is put there must be escaped. */
  readonly inString: boolean;
  readonly #document: string;
  readonly #segments: readonly Segment[];

  private constructor(document: string, inString: boolean, text: string, segments: readonly Segment[]) {
    this.#document = document;
    this.inString = inString;
    this.text = text;
    this.#segments = segments;
  }

  /** A policy that is an object of the document. `opaque` is sorted, without overlaps, and lies inside of `span`. */
  static ofObject(document: string, span: Span, opaque: readonly Opaque[]): EmbeddedText {
    // The line's indentation, so that what a fix adds is indented like the rest.
    const indent = indentAt(document, span.start);
    const segments: Segment[] = [];
    let text = indent;
    if (indent !== "") {
      segments.push({
        view: { start: 0, end: indent.length },
        document: { start: span.start, end: span.start },
        kind: "opaque",
      });
    }
    const add = (shown: string, from: Span, kind: Segment["kind"]) => {
      if (shown === "") return;
      segments.push({ view: { start: text.length, end: text.length + shown.length }, document: from, kind });
      text += shown;
    };
    let at = span.start;
    for (const { span: hidden, shown } of opaque) {
      add(document.slice(at, hidden.start), { start: at, end: hidden.start }, "same");
      add(shown, hidden, "opaque");
      at = hidden.end;
    }
    add(document.slice(at, span.end), { start: at, end: span.end }, "same");
    return new EmbeddedText(document, false, text, segments);
  }

  /** A policy in a JSON string; `content` is what stands between its quotes. */
  static ofString(document: string, content: Span): EmbeddedText {
    const { text, segments } = decodeJsonString(document, content);
    return new EmbeddedText(document, true, text, segments);
  }

  /** Undefined inside a value that is decided at deployment, and outside of the policy. */
  toView(offset: number): number | undefined {
    const segment = this.#find((one) => one.document.end >= offset && one.view.end > one.view.start);
    if (segment === undefined || offset < segment.document.start) return undefined;
    if (segment.kind === "same") return segment.view.start + offset - segment.document.start;
    if (offset === segment.document.end) return segment.view.end;
    return segment.kind === "escape" || offset === segment.document.start ? segment.view.start : undefined;
  }

  toDocument(span: Span): Span {
    return {
      start: this.#startOf(span.start),
      end: Math.max(this.#startOf(span.start), this.#endOf(span.end)),
    };
  }

  /** True for a span that lies in one value that is decided at deployment: nothing can be said about it. */
  isOpaque({ start, end }: Span): boolean {
    const segment = this.#find(({ view }) => view.end >= end);
    return segment?.kind === "opaque" && segment.view.start <= start && start < end;
  }

  /** Text of the view as it must be written in the document. */
  written(text: string): string {
    return this.inString ? JSON.stringify(text).slice(1, -1) : text;
  }

  /** The fix for the document; undefined where it would lose a value that is decided at deployment. */
  toDocumentFix(fix: Fix): Fix | undefined {
    const edits: TextEdit[] = [];
    for (const edit of fix.edits) {
      const mapped = this.#toDocumentEdit(edit);
      if (mapped === undefined) return undefined;
      edits.push(mapped);
    }
    return { ...fix, edits };
  }

  #toDocumentEdit({ span, newText }: TextEdit): TextEdit | undefined {
    let text = this.written(newText);
    for (const segment of this.#segments) {
      const { view, document } = segment;
      if (segment.kind !== "opaque" || document.start === document.end) continue;
      const touched = view.start < span.end && span.start < view.end;
      if (!touched) continue;
      if (span.start > view.start || span.end < view.end) return undefined;
      const shown = this.text.slice(view.start, view.end);
      const original = this.#document.slice(document.start, document.end);
      if (text.includes(shown)) text = text.split(shown).join(original);
      else if (text !== "" && !text.includes(original)) return undefined;
    }
    // A word of ours that is copied without its place would be left in the document.
    if (/<deployment\d+>/.test(text)) return undefined;
    return { span: this.toDocument(span), newText: text };
  }

  #startOf(offset: number): number {
    const segment = this.#find(({ view }) => view.end > offset) ?? this.#segments.at(-1);
    if (segment === undefined) return 0;
    if (offset >= segment.view.end) return segment.document.end;
    return segment.document.start + (segment.kind === "same" ? offset - segment.view.start : 0);
  }

  #endOf(offset: number): number {
    const segment = this.#find(({ view }) => view.end >= offset) ?? this.#segments.at(-1);
    if (segment === undefined) return 0;
    if (segment.kind === "same" && offset <= segment.view.end) {
      return segment.document.start + Math.max(0, offset - segment.view.start);
    }
    return offset <= segment.view.start ? segment.document.start : segment.document.end;
  }

  /** The first segment for which the condition holds; it must hold for all that follow. */
  #find(holds: (segment: Segment) => boolean): Segment | undefined {
    let low = 0;
    let high = this.#segments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const segment = this.#segments[middle];
      if (segment !== undefined && holds(segment)) high = middle;
      else low = middle + 1;
    }
    return this.#segments[low];
  }
}
