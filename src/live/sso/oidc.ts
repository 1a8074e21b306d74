import { sendToService, type ServiceAnswer, type ServiceCall } from "./serviceCall.ts";

/**
 * One request to IAM Identity Center's OIDC service.
 * https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html
 */
export function oidcPost(
  parts: ServiceCall,
  path: "/client/register" | "/device_authorization" | "/token",
  body: Readonly<Record<string, unknown>>,
): Promise<ServiceAnswer> {
  return sendToService(parts, { name: "SSO sign-in", method: "POST", path, body });
}
