import type { Span } from "../text/span.ts";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#access_policy-types */
export type PolicyKind = "trust" | "identity" | "bucket" | "session" | "boundary" | "scp" | "rcp";

/** A JSON string or scalar with its place; `span` includes the quotes. */
export interface Text {
  readonly value: string;
  readonly span: Span;
  /** Placeholders in it that nothing fills, as written; set by `fillPolicy` only. */
  readonly unfilled?: readonly string[];
}

/** The value of an element that may be one string or an array of strings. */
export interface TextList {
  /** The whole value, brackets included. */
  readonly span: Span;
  /** True when it is written without an array. */
  readonly single: boolean;
  readonly items: readonly Text[];
}

/** An object's member as written: unknown, repeated and wrongly cased names are kept. */
export interface Member {
  readonly name: Text;
  /** From the name to the end of the value. */
  readonly span: Span;
  readonly valueSpan: Span | undefined;
}

/** The types AWS knows are AWS, Service, Federated and CanonicalUser; `"*"` alone is everyone. */
export interface PrincipalElement {
  readonly span: Span;
  /** True for `"Principal": "*"`. */
  readonly everyone: boolean;
  readonly entries: readonly { readonly type: Text; readonly values: TextList }[];
}

/** One `operator → key → values` row. */
export interface Condition {
  readonly operator: Text;
  readonly key: Text;
  readonly values: TextList;
  readonly span: Span;
}

export interface Statement {
  /** Position in the document, from 0. */
  readonly index: number;
  readonly span: Span;
  readonly members: readonly Member[];
  readonly sid?: Text;
  readonly effect?: Text;
  readonly principal?: PrincipalElement;
  readonly notPrincipal?: PrincipalElement;
  readonly action?: TextList;
  readonly notAction?: TextList;
  readonly resource?: TextList;
  readonly notResource?: TextList;
  readonly conditions: readonly Condition[];
}

/** A shape that the grammar does not allow, at its place. What could be read is still in the model. */
export interface PolicyProblem {
  readonly code: "jsonSyntax" | "notAnObject" | "wrongType" | "duplicateElement" | "missingStatement";
  readonly message: string;
  readonly span: Span;
}

export interface Policy {
  readonly span: Span;
  readonly members: readonly Member[];
  readonly version?: Text;
  readonly id?: Text;
  /** True when Statement is one object without an array, which is legal. */
  readonly singleStatement: boolean;
  readonly statements: readonly Statement[];
  readonly problems: readonly PolicyProblem[];
}
