import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type Server } from "node:http";

/** A port of this machine where the browser brings the code, and the secrets that tie the code to this sign-in. */
export interface BrowserReturn {
  /** With the port. */
  readonly uri: string;
  /** Without: the service lets loopback addresses of any port pass (RFC 8252, section 7.3). */
  readonly registeredUri: string;
  readonly state: string;
  readonly challenge: string;
  readonly verifier: string;
  readonly code: Promise<Returned>;
  stop(): void;
}

type Returned =
  | { readonly kind: "ok"; readonly code: string }
  | { readonly kind: "failed"; readonly code: string; readonly description?: string }
  | { readonly kind: "cancelled" };

const PATH = "/oauth/callback";

/** Listens on the loopback address only, for one answer with the right state. */
export async function startBrowserReturn(signal: AbortSignal, limitMs: number): Promise<BrowserReturn> {
  const state = randomBytes(24).toString("base64url");
  const verifier = randomBytes(48).toString("base64url");
  let settle: (returned: Returned) => void = () => undefined;
  const code = new Promise<Returned>((resolve) => {
    settle = resolve;
  });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const page = (status: number, text: string): void => {
      response
        .writeHead(status, {
          "content-type": "text/html; charset=utf-8",
          "content-security-policy": "default-src 'none'",
          connection: "close",
        })
        .end(`<!doctype html><title>Assume Role</title><p>${text}</p>`);
    };
    if (request.method !== "GET" || url.pathname !== PATH) {
      page(404, "Nothing is here.");
      return;
    }
    if (!same(url.searchParams.get("state") ?? "", state)) {
      page(400, "This answer belongs to another sign-in.");
      return;
    }
    const given = url.searchParams.get("code");
    if (given === null) {
      page(400, "The sign-in was refused. You can close this page.");
      const description = url.searchParams.get("error_description");
      settle({
        kind: "failed",
        code: url.searchParams.get("error") ?? "access_denied",
        ...(description === null ? {} : { description }),
      });
      return;
    }
    page(200, "You are signed in. You can close this page and go back to the editor.");
    settle({ kind: "ok", code: given });
  });
  const port = await listen(server);
  const timer = setTimeout(() => {
    settle({ kind: "failed", code: "expired_token" });
  }, limitMs);
  const cancel = (): void => {
    settle({ kind: "cancelled" });
  };
  if (signal.aborted) cancel();
  signal.addEventListener("abort", cancel, { once: true });
  return {
    uri: `http://127.0.0.1:${port}${PATH}`,
    registeredUri: `http://127.0.0.1${PATH}`,
    state,
    verifier,
    challenge: createHash("sha256").update(verifier).digest("base64url"),
    code,
    stop: () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancel);
      server.close();
    },
  };
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("a TCP server has no port"));
      else resolve(address.port);
    });
  });
}
