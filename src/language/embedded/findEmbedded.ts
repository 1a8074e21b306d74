import { mayBePlan, mayBeTemplate } from "../../core/policy/mayEmbed.ts";
import { readJsonTree } from "../cursor/jsonTree.ts";
import { policiesOfTemplate } from "./cloudFormation.ts";
import type { EmbeddedPolicies, EmbeddedPolicy } from "./embeddedPolicy.ts";
import { policiesOfPlan } from "./terraform.ts";

/**
 * The policies in a document of CloudFormation (synthesized ones included) or Terraform; undefined for all other JSON,
 * which costs a search for two words. Never throws; half-typed text gives what can be read.
 */
export function findEmbedded(text: string): EmbeddedPolicies | undefined {
  const template = mayBeTemplate(text);
  const plan = mayBePlan(text);
  if (!template && !plan) return undefined;
  const tree = readJsonTree(text);
  return (
    (template ? policiesOfTemplate(text, tree) : undefined) ?? (plan ? policiesOfPlan(text, tree) : undefined)
  );
}

/** The policy around an offset. */
export function embeddedAt({ policies }: EmbeddedPolicies, offset: number): EmbeddedPolicy | undefined {
  return policies.find(({ span }) => span.start <= offset && offset <= span.end);
}
