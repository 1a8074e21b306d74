import { optional } from "../core/optional.ts";

/** The `errno` of an exchange that a proxy did not let through. */
export const PROXY_REFUSED = "EPROXY_REFUSED";

/** The `errno` of an exchange whose proxy could not be reached, or did not speak as one. */
export const PROXY_UNREACHABLE = "EPROXY_UNREACHABLE";

/** A request ended at the proxy and never reached the server. Nothing of the proxy's name and password is in it. */
export class ProxyFailure extends Error {
  readonly code: typeof PROXY_REFUSED | typeof PROXY_UNREACHABLE;
  /** The HTTP status with which the proxy refused. */
  readonly status?: number;
  /** Node's error code of the connection to the proxy. */
  readonly errno?: string;

  constructor(
    kind: "refused" | "unreachable",
    /** Scheme, host and port, where known. */
    readonly proxy: string | undefined,
    details: { readonly status?: number | undefined; readonly errno?: string | undefined },
  ) {
    super(`the proxy ${kind === "refused" ? "refused" : "cannot be reached"}`);
    this.code = kind === "refused" ? PROXY_REFUSED : PROXY_UNREACHABLE;
    Object.assign(this, optional("status", details.status), optional("errno", details.errno));
  }
}
