import type { TemporaryKeys } from "./instanceMetadata.ts";
import { startLoopback, type Loopback } from "./loopback.ts";

/** What the portal knows: one login, one role. */
export interface SsoAssignment {
  readonly accessToken: string;
  readonly accountId: string;
  readonly roleName: string;
  readonly keys: TemporaryKeys;
}

/**
 * GetRoleCredentials of the IAM Identity Center portal. AWS_ENDPOINT_URL_SSO names its address.
 * https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html
 */
export async function startSsoPortal(assignment: SsoAssignment): Promise<Loopback> {
  return startLoopback((request, _, response) => {
    const refuse = (status: number, type: string, message: string): void => {
      response
        .writeHead(status, { "content-type": "application/json", "x-amzn-errortype": type })
        .end(JSON.stringify({ message }));
    };
    const url = new URL(request.url ?? "", "http://portal");
    if (url.pathname !== "/federation/credentials") {
      refuse(404, "ResourceNotFoundException", "no such operation");
    } else if (request.headers["x-amz-sso_bearer_token"] !== assignment.accessToken) {
      refuse(401, "UnauthorizedException", "Session token not found or invalid");
    } else if (
      url.searchParams.get("account_id") !== assignment.accountId ||
      url.searchParams.get("role_name") !== assignment.roleName
    ) {
      refuse(403, "ForbiddenException", "No access");
    } else {
      response.writeHead(200, { "content-type": "application/json" }).end(
        JSON.stringify({
          roleCredentials: {
            accessKeyId: assignment.keys.accessKeyId,
            secretAccessKey: assignment.keys.secretAccessKey,
            sessionToken: assignment.keys.sessionToken,
            expiration: assignment.keys.expiration.getTime(),
          },
        }),
      );
    }
  });
}
