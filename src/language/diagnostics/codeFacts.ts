/** What is said about a code of a role config or of a file in `~/.aws`; its documentation page is made of this and of its cases. */
export interface CodeFacts {
  readonly title: string;
  /** What is found and why it matters, in Markdown. */
  readonly why: string;
  /** What to do about it, in Markdown. */
  readonly fix: string;
  /** The document behind it. */
  readonly source: string;
}

/** Facts of codes that share a document. */
export function codeFacts(source: string, title: string, why: string, fix: string): CodeFacts {
  return { title, why, fix, source };
}
