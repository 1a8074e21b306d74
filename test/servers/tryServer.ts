import { startMoto } from "./moto.ts";
import { startRadosgw } from "./radosgw.ts";

/**
 * Starts a server once and stops it: `tryServer.ts radosgw|moto`. Installs it where it is missing and can be; ends with
 * 1 and the reason where it cannot run on this machine.
 */
const start = { radosgw: startRadosgw, moto: startMoto }[process.argv[2] ?? ""];
if (start === undefined) throw new Error("Name the server: radosgw or moto.");

start({ say: console.log })
  .then((server) => server.stop())
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
