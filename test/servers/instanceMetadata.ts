import { randomUUID } from "node:crypto";
import { startLoopback, type Loopback } from "./loopback.ts";
import type { Keys } from "./radosgw.ts";

export interface TemporaryKeys extends Keys {
  readonly sessionToken: string;
  readonly expiration: Date;
}

/**
 * The EC2 instance metadata service, version 2: a token first, then the role's name, then its credentials.
 * AWS_EC2_METADATA_SERVICE_ENDPOINT names its address.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html
 */
export async function startInstanceMetadata(
  roleName: string | undefined,
  keys: TemporaryKeys,
): Promise<Loopback> {
  const token = randomUUID();
  const folder = "/latest/meta-data/iam/security-credentials/";
  return startLoopback((request, _, response) => {
    if (request.method === "PUT" && request.url === "/latest/api/token") {
      response.end(token);
    } else if (request.headers["x-aws-ec2-metadata-token"] !== token) {
      response.writeHead(401).end();
    } else if (request.url === folder && roleName !== undefined) {
      response.end(roleName);
    } else if (request.url === folder + (roleName ?? "") && roleName !== undefined) {
      response.writeHead(200, { "content-type": "text/plain" }).end(
        JSON.stringify({
          Code: "Success",
          Type: "AWS-HMAC",
          LastUpdated: new Date().toISOString(),
          AccessKeyId: keys.accessKeyId,
          SecretAccessKey: keys.secretAccessKey,
          Token: keys.sessionToken,
          Expiration: keys.expiration.toISOString(),
        }),
      );
    } else response.writeHead(404).end();
  });
}
