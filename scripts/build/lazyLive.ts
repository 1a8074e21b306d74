import type { Plugin } from "esbuild";

/**
 * Keeps src/live out of the bundle that imports it: `import("…/live/live.ts")` becomes a call of `require("./live.js")`
 * at run time, so that the AWS SDK is read from disk at the first live call and not before. A static import of it
 * is an error.
 */
export const lazyLive: Plugin = {
  name: "lazy-live",
  setup(build) {
    build.initialOptions.supported = { ...build.initialOptions.supported, "dynamic-import": false };
    build.onResolve({ filter: /\/live\/live\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import"
        ? { path: "./live.js", external: true }
        : { errors: [{ text: "src/live may be imported only as `await import(…)`." }] },
    );
  },
};
