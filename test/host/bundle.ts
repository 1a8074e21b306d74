import { readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../../scripts/repository.ts";

export type HostKind = "desktop" | "browser";

/**
 * Bundles the suites for one extension host, `test/host/common` and `test/host/KIND`, into one module that exports
 * `run()`. VS Code runs it in the host of the extension that the file lies in. Answers its path.
 */
export async function bundleHostTests(kind: HostKind, extensionFolder: string): Promise<string> {
  const suites = ["common", kind].flatMap((folder) =>
    readdirSync(join(root, "test/host", folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".test.ts"))
      .sort()
      .map((file) => `./${folder}/${file.replaceAll("\\", "/")}`),
  );
  const mocha = kind === "desktop" ? "./harness/mochaDesktop.ts" : "./harness/mochaBrowser.ts";
  const outfile = join(extensionFolder, `out/test/host-${kind}/index.js`);
  await build({
    absWorkingDir: root,
    stdin: {
      // mocha first: it defines the functions that the suites call while they load.
      contents: [`export { run } from "${mocha}";`, ...suites.map((suite) => `import "${suite}";`)].join(
        "\n",
      ),
      resolveDir: join(root, "test/host"),
      sourcefile: `host-${kind}.ts`,
      loader: "ts",
    },
    outfile,
    bundle: true,
    format: "cjs",
    sourcemap: "inline",
    mainFields: ["module", "main"],
    logLevel: "warning",
    ...(kind === "desktop"
      ? {
          platform: "node",
          target: "node20",
          external: ["vscode"],
          alias: { mocha: "mocha/lib/mocha.cjs" },
          // mocha names the files of its worker processes, which a run in one process never starts.
          logOverride: { "require-resolve-not-external": "silent" },
        }
      : {
          platform: "browser",
          target: "es2022",
          external: ["vscode"],
          // mocha's browser build would put itself in the place of this module's exports; so it sets a global instead.
          define: { module: "undefined" },
        }),
  });
  return outfile;
}
