import type { PolicyKind } from "./model.ts";

/**
 * Longer texts are not read for their content. AWS's longest limit is 20 KB for a bucket policy; this leaves room for
 * white space, and keeps lock files and templates free of cost.
 */
const longestPolicy = 256 * 1024;

/** The patterns of `contributes.jsonValidation` in package.json; a test compares the two. */
const names: readonly { readonly pattern: RegExp; readonly kind: PolicyKind | "roleConfig" }[] = [
  { pattern: /.\.assume-role\.jsonc?$/i, kind: "roleConfig" },
  { pattern: /(?:^|[.-])trust-policy\.jsonc?$/i, kind: "trust" },
  { pattern: /^assume-role-policy.*\.jsonc?$/i, kind: "trust" },
  { pattern: /(?:^|[.-])inline-policy\.jsonc?$/i, kind: "identity" },
  { pattern: /.\.iam-policy\.jsonc?$/i, kind: "identity" },
  { pattern: /(?:^|[.-])bucket-policy\.jsonc?$/i, kind: "bucket" },
];

/** The kind that a file's own name promises; undefined for every name that promises none. Folders do not count. */
export function documentKindByName(fileName: string): PolicyKind | "roleConfig" | undefined {
  const name = fileName.slice(Math.max(fileName.lastIndexOf("/"), fileName.lastIndexOf("\\")) + 1);
  return names.find(({ pattern }) => pattern.test(name))?.kind;
}

/** Installed packages and synthesized templates: whatever is in them, it is never ours. */
export function isGenerated(fileName: string): boolean {
  return /(?:^|[\\/])(?:node_modules|cdk\.out)[\\/]/.test(fileName);
}

/** Whether a JSON text can be a policy, told by two words; all other JSON costs no more than the search for them. */
export function mayBePolicy(text: string): boolean {
  return text.length <= longestPolicy && text.includes('"Statement"') && text.includes('"Effect"');
}
