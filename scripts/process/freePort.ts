import { createServer } from "node:net";

/** Ports nobody listens on now, on the loopback interface. All are held until the last is found, so they differ. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const holders = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    holders.map(
      (holder) =>
        new Promise<number>((resolve, reject) => {
          holder.once("error", reject);
          holder.listen(0, "127.0.0.1", () => {
            const address = holder.address();
            if (address === null || typeof address === "string")
              reject(new Error("a TCP listener has no port"));
            else resolve(address.port);
          });
        }),
    ),
  );
  await Promise.all(holders.map((holder) => new Promise((resolve) => holder.close(resolve))));
  return ports;
}

/** A port nobody listens on now, on the loopback interface. */
export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error("no free port");
  return port;
}
