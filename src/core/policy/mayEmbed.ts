/**
 * Longer documents are not looked into for policies, so that typing stays quick. A template may have 1 MB; the plan of a
 * large configuration is longer, and nobody writes it by hand.
 */
export const longestEmbedding = 4 * 1024 * 1024;

/** Whether a JSON text can be a CloudFormation template with policies: two words tell nearly all other JSON apart. */
export function mayBeTemplate(text: string): boolean {
  return (
    text.length <= longestEmbedding &&
    text.includes('"Resources"') &&
    /"AWS::(?:IAM|S3|SSO|RolesAnywhere|Organizations|Serverless)::/.test(text)
  );
}

/** Words of which every plan and every state that Terraform or OpenTofu writes as JSON has one. */
export function mayBePlan(text: string): boolean {
  return (
    text.length <= longestEmbedding &&
    text.includes('"format_version"') &&
    /"(?:resource_changes|planned_values|values)"/.test(text)
  );
}

/** Installed packages are not looked into; synthesized templates are. */
export function isInstalled(fileName: string): boolean {
  return /(?:^|[\\/])node_modules[\\/]/.test(fileName);
}
