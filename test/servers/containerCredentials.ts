import type { TemporaryKeys } from "./instanceMetadata.ts";
import { startLoopback, type Loopback } from "./loopback.ts";

/**
 * The credentials endpoint of a container. AWS_CONTAINER_CREDENTIALS_FULL_URI names its address, and
 * AWS_CONTAINER_AUTHORIZATION_TOKEN what the Authorization header must say.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export async function startContainerCredentials(
  authorization: string,
  keys: TemporaryKeys,
): Promise<Loopback> {
  return startLoopback((request, _, response) => {
    if (request.headers.authorization !== authorization) {
      response.writeHead(403, { "content-type": "application/json" }).end('{"Code":"AccessDenied"}');
      return;
    }
    response.writeHead(200, { "content-type": "application/json" }).end(
      JSON.stringify({
        AccessKeyId: keys.accessKeyId,
        SecretAccessKey: keys.secretAccessKey,
        Token: keys.sessionToken,
        Expiration: keys.expiration.toISOString(),
      }),
    );
  });
}
