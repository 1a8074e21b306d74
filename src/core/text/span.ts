/** A half-open stretch of a text, in UTF-16 code units from its start. Models keep spans; edges turn them into ranges. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Zero-based, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export function spanContains(span: Span, offset: number): boolean {
  return offset >= span.start && offset <= span.end;
}
