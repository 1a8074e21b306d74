import type { Statement } from "../../../core/policy/model.ts";
import { allows, principalTexts } from "../readings/statement.ts";

/** Service principals of an Allow statement that names nobody else; empty otherwise. */
export function onlyServices(statement: Statement): readonly string[] {
  const entries = statement.principal?.entries ?? [];
  if (!allows(statement) || entries.some(({ type }) => type.value !== "Service")) return [];
  return principalTexts(statement, "Service", false).map(({ text }) => text.value);
}

/**
 * Keys that tie a service's call to the resource, account or organization for which it acts.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export const sourceKeys: readonly string[] = [
  "aws:SourceArn",
  "aws:SourceAccount",
  "aws:SourceOrgID",
  "aws:SourceOrgPaths",
];
