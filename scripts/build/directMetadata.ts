import type { Plugin } from "esbuild";

/**
 * Gives the SDK's own readers of instance and container metadata Node's `http` and `https` as they are. In an extension
 * host `request` is VS Code's, which would send these link-local addresses to the proxy of the editor's settings: its
 * machine has credentials of its own at the same address. The class behind `request` is left alone there. All other
 * requests leave through `src/live/wire.ts`.
 */
export const directMetadata: Plugin = {
  name: "direct-metadata",
  setup(build) {
    build.onResolve({ filter: /^(node:)?https?$/ }, ({ path, importer }) =>
      /[\\/]node_modules[\\/]@smithy[\\/]/.test(importer)
        ? { path: path.replace("node:", ""), namespace: "direct-metadata" }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "direct-metadata" }, ({ path }) => ({
      contents: `const http = require("node:http");
const own = require("node:${path}");
module.exports = {
  ...own,
  request: (options, callback) =>
    new http.ClientRequest({ protocol: "${path}:", agent: own.globalAgent, ...options }, callback),
};`,
    }));
  },
};
