import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { Fix } from "../fixes/edit.ts";
import { refactorings } from "../fixes/refactorings.ts";
import type { EmbeddedPolicies } from "./embeddedPolicy.ts";
import { embeddedAt } from "./findEmbedded.ts";

/**
 * The changes of `refactorings` for the policy around an offset of the document, at their places there. Copies that a
 * plan repeats have none, nor do values that the deployment makes; a change that would lose such a value is left out.
 */
export function embeddedRefactorings(found: EmbeddedPolicies, offset: number, catalogue: Catalogue): Fix[] {
  const policy = embeddedAt(found, offset);
  const at = policy?.text.toView(offset);
  if (policy?.judged !== true || at === undefined) return [];
  return refactorings(policy.text.text, policy.kind, at, catalogue).flatMap(
    (fix) => policy.text.toDocumentFix(fix) ?? [],
  );
}
