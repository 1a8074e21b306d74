import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Loopback } from "./loopback.ts";

/** One request as the proxy saw it. */
export interface Proxied {
  /** `CONNECT` for a tunnel; else the method of a plain HTTP request. */
  readonly method: string;
  /** HOST:PORT of a tunnel, the whole address of a plain request. */
  readonly target: string;
  readonly authorization?: string;
}

/** What the proxy does in place of its work. */
export type ProxyFault =
  | { readonly kind: "refuse"; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** It takes the connection and never says a word. */
  | { readonly kind: "silence" }
  /** It closes the connection without an answer. */
  | { readonly kind: "close" };

/**
 * An HTTP proxy: CONNECT (RFC 9110, section 9.3.6) and requests with an absolute address. It records all that it is
 * asked, and leads every host where the test says, since the hosts of a test exist nowhere.
 */
export interface Proxy extends Loopback {
  readonly port: number;
  readonly requests: Proxied[];
  /** Where HOST:PORT really is, as HOST:PORT; undefined refuses with 502. */
  route: (target: string) => string | undefined;
  fault: (request: Proxied) => ProxyFault | undefined;
  /** How many connections to it are open. */
  connections(): number;
}

export async function startProxy(): Promise<Proxy> {
  const requests: Proxied[] = [];
  const sockets = new Set<Duplex>();
  const record = (method: string, target: string, message: IncomingMessage): ProxyFault | undefined => {
    const authorization = message.headers["proxy-authorization"];
    const proxied = { method, target, ...(authorization === undefined ? {} : { authorization }) };
    requests.push(proxied);
    return proxy.fault(proxied);
  };
  const server = createServer((request, response) => {
    const address = request.url ?? "";
    const fault = record(request.method ?? "", address, request);
    if (fault !== undefined) misbehave(fault, response);
    else handOn(address, request, response, proxy.route);
  });
  server.on("connect", (request, client: Socket, head: Buffer) => {
    client.on("error", () => undefined);
    const target = request.url ?? "";
    const fault = record("CONNECT", target, request);
    if (fault?.kind === "silence") {
      // Else the end of the connection would not be noticed.
      client.resume().once("end", () => client.end());
      return;
    }
    if (fault?.kind === "close") {
      client.destroy();
      return;
    }
    const real = fault === undefined ? proxy.route(target) : undefined;
    if (fault !== undefined || real === undefined) {
      const status = fault?.status ?? 502;
      const headers = Object.entries(fault?.headers ?? {}).map(([name, value]) => `${name}: ${value}\r\n`);
      client.end(
        `HTTP/1.1 ${status} No\r\n${headers.join("")}content-type: text/html\r\ncontent-length: 13\r\nconnection: close\r\n\r\n<p>No way</p>`,
      );
      return;
    }
    const [host, port] = hostAndPort(real);
    const onward = connect(port, host, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.write(head);
      client.pipe(onward).pipe(client);
    });
    onward.on("error", () => client.destroy());
    client.on("close", () => onward.destroy());
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const proxy: Proxy = {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    requests,
    route: () => undefined,
    fault: () => undefined,
    connections: () => sockets.size,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
  return proxy;
}

function handOn(
  address: string,
  request: IncomingMessage,
  response: ServerResponse,
  route: Proxy["route"],
): void {
  const url = new URL(address);
  const real = route(`${url.hostname}:${url.port === "" ? "80" : url.port}`);
  if (real === undefined) {
    response.writeHead(502, { "content-type": "text/html" }).end("<p>No way</p>");
    return;
  }
  const [host, port] = hostAndPort(real);
  const headers = { ...request.headers };
  delete headers["proxy-authorization"];
  const onward = forward(
    { host, port, method: request.method, path: `${url.pathname}${url.search}`, headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on("error", () => response.destroy());
  request.pipe(onward);
}

function misbehave(fault: ProxyFault, response: ServerResponse): void {
  if (fault.kind === "silence") return;
  if (fault.kind === "close") response.socket?.destroy();
  else
    response.writeHead(fault.status, { "content-type": "text/html", ...fault.headers }).end("<p>No way</p>");
}

function hostAndPort(address: string): [string, number] {
  const at = address.lastIndexOf(":");
  return [address.slice(0, at), Number(address.slice(at + 1))];
}
