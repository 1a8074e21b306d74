import type { DocumentKind } from "../../core/openConfig/model.ts";
import { isInstalled } from "../../core/policy/mayEmbed.ts";
import { documentKind } from "../../core/policy/kind.ts";
import type { EmbeddedPolicies } from "./embeddedPolicy.ts";
import { findEmbedded } from "./findEmbedded.ts";

/** What a document is to us: one of ours as a whole, or one of another tool with policies in it. */
export type DocumentContent =
  | { readonly kind: "own"; readonly documentKind: DocumentKind }
  | { readonly kind: "embedded"; readonly found: EmbeddedPolicies };

/**
 * Looks at a document's name, language and text. Undefined for ordinary JSON, which costs a search for a few words, and
 * for installed packages. Synthesized templates in `cdk.out` are read for the policies in them.
 */
export function documentContent(
  fileName: string,
  languageId: string,
  text: string,
): DocumentContent | undefined {
  const kind = documentKind(fileName, languageId, text);
  if (kind !== undefined) return { kind: "own", documentKind: kind };
  const isJson = languageId === "json" || languageId === "jsonc";
  const found = isJson && !isInstalled(fileName) ? findEmbedded(text) : undefined;
  return found && { kind: "embedded", found };
}
