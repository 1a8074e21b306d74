import {
  Agent as HttpAgent,
  ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import {
  describeProxy,
  isLoopback,
  isMetadata,
  proxyFor,
  type ProxyChoice,
  type ProxyRules,
} from "../core/network/proxy.ts";
import { errnoOf } from "./errorParts.ts";
import { ProxyFailure } from "./proxyFailure.ts";
import { proxyAuthorization, TunnelAgent, type TunnelRequest } from "./tunnelAgent.ts";

/**
 * The rules as they are now. Where the editor decides, its own `http` and `https` modules do so: an extension is given
 * them in the place of Node's.
 */
export type Network = () => ProxyRules;

/** One request before it leaves. */
export interface WayRequest {
  readonly secure: boolean;
  /** Without brackets. */
  readonly host: string;
  readonly port: number | undefined;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** PEM certificates that are trusted in place of Node's own. */
  readonly ca?: string;
  /** Past any proxy. */
  readonly direct?: boolean;
  /** Ends what is still being opened on the way. */
  readonly signal: AbortSignal;
}

/** A request on its way; its body is not sent yet. */
export interface Outgoing {
  readonly request: ClientRequest;
  /** The proxy in between, as far as it is known: scheme, host and port. */
  proxy(): string | undefined;
  /** What a failure of the request really was. */
  failure(error: Error): Error;
  /** Set where the proxy has answered in the server's place. */
  refusal(message: IncomingMessage): ProxyFailure | undefined;
}

/** Opens requests, over connections that are kept for the next ones. */
export interface WayOut {
  open(request: WayRequest): Outgoing;
  /** Closes the connections that are kept. Those in use are closed after it. */
  forget(): void;
}

export function wayOut(network: Network): WayOut {
  return network().kind === "editor" ? new EditorWay(network) : new EnvironmentWay(network);
}

/** Agents of our own, which keep connections until `forget`. */
class KeptConnections {
  private http = new HttpAgent({ keepAlive: true });
  private https = new HttpsAgent({ keepAlive: true });
  private tunnels = new Map<string, TunnelAgent>();

  agent(secure: boolean): HttpAgent {
    return secure ? this.https : this.http;
  }

  tunnel(proxy: ProxyChoice): TunnelAgent {
    let agent = this.tunnels.get(proxy.url);
    if (agent === undefined) this.tunnels.set(proxy.url, (agent = new TunnelAgent(proxy)));
    return agent;
  }

  forget(): void {
    for (const agent of [this.http, this.https, ...this.tunnels.values()]) {
      agent.maxFreeSockets = 0;
      for (const sockets of Object.values(agent.freeSockets)) sockets?.forEach((socket) => socket.destroy());
    }
    this.http = new HttpAgent({ keepAlive: true });
    this.https = new HttpsAgent({ keepAlive: true });
    this.tunnels = new Map();
  }
}

/** The command line: our own connections, through the proxy that the environment names. */
class EnvironmentWay implements WayOut {
  private readonly kept = new KeptConnections();

  constructor(private readonly network: Network) {}

  open(request: WayRequest): Outgoing {
    const { secure } = request;
    const proxy = proxyFor(addressOf(request), this.network());
    if (proxy === undefined || request.direct === true) {
      const options = { ...optionsOf(request), agent: this.kept.agent(secure) };
      return direct((secure ? httpsRequest : httpRequest)(options));
    }
    const shown = describeProxy(proxy);
    const outgoing = secure ? this.tunnelled(request, proxy) : this.forwarded(request, proxy);
    return {
      request: outgoing,
      proxy: () => shown,
      // Without a tunnel the connection is the one to the proxy; a tunnel tells its failures itself.
      failure: (error) =>
        secure || !NO_CONNECTION.has(errnoOf(error) ?? "")
          ? error
          : new ProxyFailure("unreachable", shown, { errno: errnoOf(error) }),
      refusal: ({ statusCode }) =>
        statusCode === PROXY_AUTHENTICATION_REQUIRED
          ? new ProxyFailure("refused", shown, { status: statusCode })
          : undefined,
    };
  }

  forget(): void {
    this.kept.forget();
  }

  private tunnelled(request: WayRequest, proxy: ProxyChoice): ClientRequest {
    const options: TunnelRequest = { ...optionsOf(request), tunnelSignal: request.signal };
    return httpsRequest({ ...options, agent: this.kept.tunnel(proxy) });
  }

  /** RFC 9112, section 3.2.2: a proxy is asked with the whole address. */
  private forwarded(request: WayRequest, proxy: ProxyChoice): ClientRequest {
    const url = new URL(proxy.url);
    const secure = url.protocol === "https:";
    return (secure ? httpsRequest : httpRequest)({
      host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
      port: url.port === "" ? undefined : url.port,
      method: request.method,
      path: `${addressOf(request)}${request.path}`,
      headers: { ...request.headers, ...proxyAuthorization(url) },
      agent: this.kept.agent(secure),
    });
  }
}

/**
 * The editor: its `http` and `https` modules, which it has changed so that requests of extensions go through the proxy
 * of its settings, of the environment or of the operating system, ask for the proxy's password where one is needed, and
 * trust what the operating system trusts. With `http.proxySupport` "on" it does so only for requests without an agent of
 * their own, so that none is given; connections are kept by Node's global agents.
 * https://code.visualstudio.com/docs/setup/network
 */
class EditorWay implements WayOut {
  private readonly kept = new KeptConnections();

  constructor(private readonly network: Network) {}

  open(request: WayRequest): Outgoing {
    const { secure, host } = request;
    const options = optionsOf(request);
    // The editor would send these to the proxy, whose machine has such addresses of its own.
    if (isMetadata(host) || request.direct === true)
      return direct(new ClientRequest({ ...options, agent: this.kept.agent(secure) }));
    const send = secure ? httpsRequest : httpRequest;
    // It takes no proxy for these, and keeps the agent.
    if (isLoopback(host)) return direct(send({ ...options, agent: this.kept.agent(secure) }));
    const outgoing = send(options);
    const expected = proxyFor(addressOf(request), this.network());
    let proxy = expected === undefined ? undefined : describeProxy(expected);
    let broken: Error | undefined;
    // What VS Code's agent tells of its choice: "PROXY name:password@host:port", "DIRECT".
    outgoing.once("proxy", (chosen: { readonly proxy?: unknown; readonly error?: unknown }) => {
      proxy = proxyOf(chosen.proxy);
      if (chosen.error instanceof Error) broken = chosen.error;
    });
    return {
      request: outgoing,
      proxy: () => proxy,
      failure: (error) =>
        proxy !== undefined && broken !== undefined
          ? new ProxyFailure("unreachable", proxy, { errno: errnoOf(broken) })
          : error,
      // Its agent hands the proxy's refusal of a tunnel on as if it were the server's answer, without TLS.
      refusal: ({ socket, statusCode }) =>
        statusCode === PROXY_AUTHENTICATION_REQUIRED || (secure && !isEncrypted(socket))
          ? new ProxyFailure("refused", proxy, { status: statusCode })
          : undefined,
    };
  }

  forget(): void {
    this.kept.forget();
  }
}

const PROXY_AUTHENTICATION_REQUIRED = 407;

const NO_CONNECTION = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
]);

function direct(request: ClientRequest): Outgoing {
  return { request, proxy: () => undefined, failure: (error) => error, refusal: () => undefined };
}

function optionsOf({ secure, host, port, method, path, headers, ca }: WayRequest): RequestOptions {
  return {
    protocol: secure ? "https:" : "http:",
    host,
    port,
    method,
    path,
    headers,
    ...(ca === undefined ? {} : { ca }),
  };
}

function addressOf({ secure, host, port }: WayRequest): string {
  const name = host.includes(":") ? `[${host}]` : host;
  return `${secure ? "https" : "http"}://${name}${port === undefined ? "" : `:${port}`}`;
}

function isEncrypted(socket: Socket): boolean {
  return "encrypted" in socket && socket.encrypted === true;
}

/** The words of a proxy auto-configuration file, as an address to show. */
function proxyOf(chosen: unknown): string | undefined {
  const match = /^(PROXY|HTTPS?|SOCKS[45]?)\s+(\S+)$/i.exec(typeof chosen === "string" ? chosen : "");
  if (match === null) return undefined;
  const type = (match[1] ?? "").toLowerCase();
  return describeProxy({
    url: `${type === "proxy" ? "http" : type}://${match[2] ?? ""}`,
    from: "the editor",
  });
}
