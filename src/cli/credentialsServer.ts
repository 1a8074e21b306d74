import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { SessionKeys } from "../core/livePort.ts";

/** Keys that are good now, or in one line why there are none. */
export type ServedKeys =
  { readonly kind: "keys"; readonly keys: SessionKeys } | { readonly kind: "none"; readonly message: string };

export interface CredentialsServer {
  /** For AWS_CONTAINER_CREDENTIALS_FULL_URI. */
  readonly uri: string;
  /** For AWS_CONTAINER_AUTHORIZATION_TOKEN. */
  readonly token: string;
  readonly close: () => void;
}

/** Milliseconds for the head of a request, and its bytes. */
const limits = { request: 2_000, head: 8 * 1024, connections: 32 };

/**
 * Serves a session as a container's credentials endpoint does, on a port of this machine alone: the SDKs ask again before
 * the keys end. Who does not know the token, or comes by another name than the address (a page of a browser), is refused.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export async function serveCredentials(current: () => Promise<ServedKeys>): Promise<CredentialsServer> {
  const token = randomBytes(32).toString("base64url");
  let host = "";
  const server = createServer(
    { maxHeaderSize: limits.head, headersTimeout: limits.request, requestTimeout: limits.request },
    ({ method, url, headers }, response) => {
      const say = (status: number, body: object): void => {
        response
          .writeHead(status, { "content-type": "application/json", "cache-control": "no-store" })
          .end(JSON.stringify(body));
      };
      if (headers.host !== host || !isSame(headers.authorization ?? "", token))
        say(403, { code: "AccessDenied", message: "The token of this endpoint is another one." });
      else if (method !== "GET" || url !== "/")
        say(404, { code: "NotFound", message: "Only GET / is here." });
      else
        current().then(
          (served) => {
            if (served.kind === "none") say(500, { code: "CredentialsUnavailable", message: served.message });
            else say(200, answerOf(served.keys));
          },
          () => response.destroy(),
        );
    },
  );
  server.maxConnections = limits.connections;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  host = `127.0.0.1:${address.port}`;
  return {
    uri: `http://${host}/`,
    token,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answerOf({ accessKeyId, secretAccessKey, sessionToken, expiration }: SessionKeys): object {
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    Token: sessionToken,
    Expiration: expiration,
  };
}

/** Takes as long for a wrong token as for a right one; digests, since the lengths must be equal. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
