import type { PolicyKind } from "../../core/policy/model.ts";
import type { Span } from "../../core/text/span.ts";
import type { JsonObject } from "../cursor/jsonTree.ts";
import { deploymentValues } from "./deploymentValues.ts";
import { EmbeddedText } from "./embeddedText.ts";

/** Whose JSON we look into: other tools' and our own. */
export type EmbeddingFormat = "cloudFormation" | "terraform" | "roleConfig";

/** The policies that stand in a document of another tool. */
export interface EmbeddedPolicies {
  readonly format: EmbeddingFormat;
  /** In the order of the text. */
  readonly policies: readonly EmbeddedPolicy[];
  readonly notRead: readonly NotRead[];
}

/** A place that holds or may hold a policy of which nothing is said here. */
export interface NotRead {
  readonly name: string;
  readonly span: Span;
  /** A sentence for the user. */
  readonly reason: string;
}

/** How the policy is written: as an object of the document, or escaped in a string. */
export type EmbeddedSource =
  | { readonly kind: "object"; readonly node: JsonObject }
  /** `content` is what stands between the quotes. */
  | { readonly kind: "string"; readonly content: Span };

/** One policy in a document of another tool. */
export class EmbeddedPolicy {
  readonly kind: PolicyKind;
  /** The way to it, for the outline and for messages: `MyRole.AssumeRolePolicyDocument`. Unique in the document. */
  readonly name: string;
  /** The object, or what stands between the quotes of the string. */
  readonly span: Span;
  /**
   * False for a copy: a plan repeats a policy as what is there today, as what is planned and in the configuration. Only
   * the one that will be deployed is judged; in all of them the editor completes and explains.
   */
  readonly judged: boolean;
  /** Stretches of the document of which it cannot be said what they lack. */
  readonly partlyKnown: readonly Span[];
  readonly #makeText: () => EmbeddedText;
  #text: EmbeddedText | undefined;

  constructor(
    document: string,
    source: EmbeddedSource,
    about: { readonly kind: PolicyKind; readonly name: string; readonly judged: boolean },
  ) {
    this.kind = about.kind;
    this.name = about.name;
    this.judged = about.judged;
    if (source.kind === "string") {
      this.span = source.content;
      this.partlyKnown = [];
      this.#makeText = () => EmbeddedText.ofString(document, source.content);
    } else {
      const { opaque, partlyKnown } = deploymentValues(source.node);
      this.span = { start: source.node.start, end: source.node.end };
      this.partlyKnown = partlyKnown;
      this.#makeText = () => EmbeddedText.ofObject(document, this.span, opaque);
    }
  }

  /** The policy as a text of its own, with the way back. Made when it is asked for. */
  get text(): EmbeddedText {
    this.#text ??= this.#makeText();
    return this.#text;
  }
}
