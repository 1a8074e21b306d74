import { IAMClient } from "@aws-sdk/client-iam";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import type { Endpoint } from "../core/profiles/model.ts";
import { optional } from "../core/optional.ts";
import type { Credentials } from "./credentials.ts";
import type { SdkLogger } from "./sdkLogger.ts";
import type { RequestHandler } from "./wire.ts";

/** What every client of one call is made from. */
export interface ClientParts {
  readonly handler: RequestHandler;
  readonly logger: SdkLogger;
  /** The profile whose `use_fips_endpoint` and `use_dualstack_endpoint` the SDK reads. */
  readonly profile?: string;
}

/** Throttling and broken connections are tried again by the SDK's standard strategy; refusals are not. */
export const MAX_ATTEMPTS = 3;

/** An STS client for one call. Without a URL the SDK takes the regional endpoint. */
export function stsClient(
  endpoint: Endpoint,
  credentials: Credentials | undefined,
  parts: ClientParts,
): STSClient {
  return withoutVersionWarning(() => new STSClient(clientConfig(endpoint, credentials, parts)));
}

/** An IAM client for one call. */
export function iamClient(endpoint: Endpoint, credentials: Credentials, parts: ClientParts): IAMClient {
  return withoutVersionWarning(() => new IAMClient(clientConfig(endpoint, credentials, parts)));
}

/** An S3 client for one call; buckets go into the path where the endpoint is somebody's own. */
export function s3Client(endpoint: Endpoint, credentials: Credentials, parts: ClientParts): S3Client {
  return withoutVersionWarning(
    () =>
      new S3Client({
        ...clientConfig(endpoint, credentials, parts),
        forcePathStyle: endpoint.url !== undefined,
        followRegionRedirects: false,
      }),
  );
}

function clientConfig(endpoint: Endpoint, credentials: Credentials | undefined, parts: ClientParts) {
  return {
    region: endpoint.region,
    ...optional("endpoint", endpoint.url),
    // The plan has already decided about configured endpoints; the SDK must not look again.
    ignoreConfiguredEndpointUrls: true,
    ...optional("credentials", credentials),
    ...optional("profile", parts.profile),
    maxAttempts: MAX_ATTEMPTS,
    retryMode: "standard",
    requestHandler: parts.handler,
    logger: parts.logger,
  };
}

const WARNING = "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED";

/**
 * The SDK warns once about the Node release it will require later. The release here is the editor's, which its user
 * cannot choose, and the SDK's version is pinned.
 */
function withoutVersionWarning<T>(make: () => T): T {
  const before = process.env[WARNING];
  process.env[WARNING] = "true";
  try {
    return make();
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.env, WARNING);
    else process.env[WARNING] = before;
  }
}
