import { createServer } from "node:net";

/** A port nobody listens on now, on the loopback interface. */
export async function freePort(): Promise<number> {
  const holder = createServer();
  const port = await new Promise<number>((resolve, reject) => {
    holder.once("error", reject);
    holder.listen(0, "127.0.0.1", () => {
      const address = holder.address();
      if (address === null || typeof address === "string") reject(new Error("a TCP listener has no port"));
      else resolve(address.port);
    });
  });
  await new Promise((resolve) => holder.close(resolve));
  return port;
}
