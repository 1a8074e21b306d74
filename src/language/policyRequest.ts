import type { PolicyKind } from "../core/policy/model.ts";
import type { Span } from "../core/text/span.ts";
import type { WorkspaceFacts } from "./workspaceFacts.ts";

/** A question about one place of a policy. */
export interface PolicyRequest {
  readonly kind: PolicyKind;
  /** The whole document. */
  readonly text: string;
  /** In UTF-16 code units from its start. */
  readonly offset: number;
  readonly facts: WorkspaceFacts;
  /** The policy's object, where it is a part of the document: a template, a role config with a policy in it. */
  readonly within?: Span;
  /**
   * True where none of our schemas is attached, as for a policy that is known by its content alone. VS Code's JSON
   * service then repeats the names and values of similar objects: those are left to it, so that none shows twice.
   */
  readonly withoutSchema?: boolean;
}
