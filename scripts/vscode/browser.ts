import { chromium, type Browser } from "playwright-core";
import type { ServerInstall } from "./serverInstall.ts";

/**
 * Starts a browser without a window: the Chromium that was installed with the server, or an installed Chrome where
 * there is none for the platform. It asks nothing of the network but the pages it is sent to.
 */
export async function launchBrowser(install: ServerInstall): Promise<Browser> {
  return chromium.launch({
    ...(install.chromium === undefined ? { channel: "chrome" } : { executablePath: install.chromium }),
    args: [
      // The sandbox needs rights that root in a container does not have; only our own pages are shown.
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ],
  });
}
