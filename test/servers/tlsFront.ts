import { createServer } from "node:https";
import { request as forward } from "node:http";
import type { AddressInfo } from "node:net";
import type { Loopback } from "./loopback.ts";

/** A TLS server before a plain one: what it is asked is handed on unchanged. */
export interface TlsFront extends Loopback {
  /** 127.0.0.1:PORT */
  readonly address: string;
  /** Host header and path of every request. */
  readonly requests: { readonly host: string; readonly path: string }[];
}

/** `target` is the plain server's address, or says for a host which one it is. */
export async function startTlsFront(
  identity: { readonly key: string; readonly cert: string },
  target: string | ((host: string) => string),
): Promise<TlsFront> {
  const requests: { host: string; path: string }[] = [];
  const server = createServer(identity, (request, response) => {
    const host = request.headers.host ?? "";
    requests.push({ host, path: request.url ?? "" });
    const { hostname, port } = new URL(typeof target === "string" ? target : target(host));
    const onward = forward(
      { host: hostname, port, method: request.method, path: request.url, headers: request.headers },
      (answer) => {
        // Whether the connection stays is between the client and this server.
        const headers = { ...answer.headers };
        delete headers.connection;
        response.writeHead(answer.statusCode ?? 502, headers);
        answer.pipe(response);
      },
    );
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  // A client that does not trust the certificate ends the handshake.
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `https://127.0.0.1:${port}`,
    address: `127.0.0.1:${port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
