/** A role that a SAML assertion offers, with the provider that goes with it. */
export interface SamlRole {
  readonly roleArn: string;
  readonly principalArn: string;
}

/**
 * The roles in the text of a SAML response: values of the attribute `https://aws.amazon.com/SAML/Attributes/Role`,
 * each a role's and a provider's ARN in either order. Nothing is verified; STS does that.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html
 */
export function samlRoles(xml: string): SamlRole[] {
  const roles: SamlRole[] = [];
  for (const [, value = ""] of xml.matchAll(/>\s*(arn:[^<>]+)\s*</g)) {
    const parts = value.split(",").map((part) => part.trim());
    const roleArn = parts.find((part) => /^arn:[^:]+:iam::\d{12}:role\//.test(part));
    const principalArn = parts.find((part) => /^arn:[^:]+:iam::\d{12}:saml-provider\//.test(part));
    if (roleArn !== undefined && principalArn !== undefined) roles.push({ roleArn, principalArn });
  }
  return roles;
}
