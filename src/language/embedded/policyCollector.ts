import type { PolicyKind } from "../../core/policy/model.ts";
import type { JsonNode, JsonString } from "../cursor/jsonTree.ts";
import { isIntrinsic } from "./deploymentValues.ts";
import {
  EmbeddedPolicy,
  type EmbeddedPolicies,
  type EmbeddingFormat,
  type NotRead,
} from "./embeddedPolicy.ts";

/** Gathers the policies of one document. */
export class PolicyCollector {
  readonly #policies: EmbeddedPolicy[] = [];
  readonly #notRead: NotRead[] = [];

  constructor(
    private readonly format: EmbeddingFormat,
    private readonly document: string,
  ) {}

  /** Takes a value as a policy: an object, or a string with an object in it. Other values are no policies. */
  add(name: string, node: JsonNode, about: { readonly kind: PolicyKind; readonly judged: boolean }): void {
    if (node.type === "object") {
      if (isIntrinsic(node)) {
        this.notRead(name, node, "The deployment makes this policy: its text is not known here.");
      } else
        this.#policies.push(new EmbeddedPolicy(this.document, { kind: "object", node }, { ...about, name }));
    } else if (node.type === "string" && /^\s*\{/.test(node.value)) {
      this.#policies.push(
        new EmbeddedPolicy(this.document, { kind: "string", content: contentOf(node) }, { ...about, name }),
      );
    }
  }

  notRead(name: string, node: JsonNode | undefined, reason: string): void {
    if (node === undefined) return;
    this.#notRead.push({ name, span: { start: node.start, end: node.end }, reason });
  }

  result(): EmbeddedPolicies {
    return {
      format: this.format,
      policies: this.#policies.sort((a, b) => a.span.start - b.span.start),
      notRead: this.#notRead.sort((a, b) => a.span.start - b.span.start),
    };
  }
}

function contentOf({ start, end, closed }: JsonString) {
  return { start: start + 1, end: closed ? end - 1 : end };
}
