import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/**
 * Makes `import * as vscode from "vscode"` a plain `require`. For a namespace import of a CommonJS module esbuild
 * copies every property of the module, in every file that imports it: with an API of hundreds of names and dozens of
 * files that was most of what loading the extension cost.
 */
export const plainVscode: Plugin = {
  name: "plain-vscode",
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]host[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(
        /^import \* as vscode from "vscode";$/m,
        'import vscode = require("vscode");',
      ),
      loader: "ts",
    }));
  },
};
