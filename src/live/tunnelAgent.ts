import { request as httpRequest, type ClientRequest, type RequestOptions } from "node:http";
import { Agent, request as httpsRequest } from "node:https";
import type { Duplex } from "node:stream";
import { connect as startTls, type ConnectionOptions } from "node:tls";
import { describeProxy, type ProxyChoice } from "../core/network/proxy.ts";
import { errnoOf } from "./errorParts.ts";
import { ProxyFailure } from "./proxyFailure.ts";

/** The options of a request through a tunnel. The signal ends the tunnel while it is being opened. */
export interface TunnelRequest extends RequestOptions {
  readonly tunnelSignal?: AbortSignal;
}

/**
 * An agent whose connections are tunnels through an HTTP proxy: CONNECT, then TLS with the server at its end. Own code,
 * since the usual package cannot end a tunnel that a proxy leaves hanging, and takes a proxy's refusal for the server's
 * answer.
 * https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6
 */
export class TunnelAgent extends Agent {
  constructor(private readonly proxy: ProxyChoice) {
    super({ keepAlive: true });
  }

  override createConnection(
    options: TunnelRequest & ConnectionOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const { tunnelSignal: signal, ...tls } = options;
    // Node's own type has no stream-less failure, its code has.
    const done = callback as ((error: Error | null, stream?: Duplex) => void) | undefined;
    const shown = describeProxy(this.proxy);
    const host = options.host ?? "";
    const target = `${host.includes(":") ? `[${host}]` : host}:${String(options.port ?? 443)}`;
    let asking: ClientRequest;
    try {
      asking = this.ask(target);
    } catch {
      done?.(new ProxyFailure("unreachable", shown, { errno: "EPROXY_SCHEME" }));
      return;
    }
    const stop = (): void => {
      asking.destroy(new Error("aborted"));
    };
    const end = (error: Error | null, stream?: Duplex): void => {
      signal?.removeEventListener("abort", stop);
      done?.(error, stream);
    };
    asking.once("connect", ({ statusCode }, socket) => {
      if (statusCode === 200) {
        end(null, startTls({ ...tls, socket, servername: options.servername ?? host }));
        return;
      }
      socket.destroy();
      end(new ProxyFailure("refused", shown, { status: statusCode }));
    });
    // A proxy may answer CONNECT as any other request, and stay.
    asking.once("response", ({ statusCode }) => {
      asking.destroy();
      end(new ProxyFailure("refused", shown, { status: statusCode }));
    });
    asking.on("error", (error) => {
      end(new ProxyFailure("unreachable", shown, { errno: errnoOf(error) }));
    });
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted === true) stop();
    else asking.end();
  }

  private ask(target: string): ClientRequest {
    const url = new URL(this.proxy.url);
    if (url.protocol !== "http:" && url.protocol !== "https:") throw new Error("no HTTP proxy");
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    return send({
      host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
      port: url.port === "" ? undefined : url.port,
      method: "CONNECT",
      path: target,
      headers: { host: target, ...proxyAuthorization(url) },
      agent: false,
    });
  }
}

/** RFC 7617: what stands before the @ of a proxy's address. */
export function proxyAuthorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === "" && password === "") return {};
  const pair = `${decoded(username)}:${decoded(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(pair, "utf8").toString("base64")}` };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
