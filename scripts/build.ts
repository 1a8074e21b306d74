import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build, context, type BuildOptions, type Metafile } from "esbuild";
import { bundleProblems, isReadLater } from "./build/gates.ts";
import { directMetadata } from "./build/directMetadata.ts";
import { writeFindingPages } from "./build/findingPages.ts";
import { lazyLive } from "./build/lazyLive.ts";
import { writeNotices } from "./build/notices.ts";
import { plainVscode } from "./build/plainVscode.ts";
import { splitCommonJs } from "./build/splitCommonJs.ts";
import { root } from "./repository.ts";

/**
 * Builds dist/: `npm run build` for release, `-- --dev` with source maps, `-- --watch` to go on building.
 * A bundle that holds what its room may not import fails the build.
 */
const { values } = parseArgs({ options: { dev: { type: "boolean" }, watch: { type: "boolean" } } });
const release = values.dev !== true && values.watch !== true;

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  format: "cjs",
  minify: release,
  sourcemap: !release,
  sourcesContent: false,
  metafile: true,
  legalComments: "none",
  logLevel: "warning",
  // The ES module builds of dependencies: their CommonJS (UMD) builds hide their own imports from a bundler.
  mainFields: ["module", "main"],
};
const onNode: BuildOptions = { ...common, platform: "node", target: "node20" };

const bundles = {
  "dist/extension.js": {
    ...onNode,
    entryPoints: ["src/host/node/extension.ts"],
    external: ["vscode"],
    plugins: [lazyLive, plainVscode, splitCommonJs],
    // What loading costs, for `npm run bench`; the marks around `activate` are in the entry itself.
    banner: { js: 'performance.mark("assumeRole.load");' },
    footer: { js: 'performance.mark("assumeRole.loaded");' },
  },
  "dist/browser.js": {
    ...common,
    entryPoints: ["src/host/browser/extension.ts"],
    platform: "browser",
    target: "es2022",
    external: ["vscode"],
    plugins: [plainVscode],
  },
  "dist/live.js": { ...onNode, entryPoints: ["src/live/live.ts"], plugins: [directMetadata] },
  "dist/cli.js": {
    ...onNode,
    entryPoints: ["src/cli/main.ts"],
    plugins: [lazyLive],
    banner: { js: "#!/usr/bin/env node" },
  },
} satisfies Record<string, BuildOptions>;

main().catch((error: unknown) => {
  // esbuild has printed its own messages, with the lines they are about.
  if (!(error instanceof Error && "errors" in error)) console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  if (values.watch === true) {
    mkdirSync(join(root, "dist"), { recursive: true });
    writeFindingPages(join(root, "dist/pages.json"));
    for (const [outfile, options] of Object.entries(bundles))
      await (await context({ ...options, outfile, logLevel: "info" })).watch();
    return;
  }
  const metafiles = await Promise.all(
    Object.entries(bundles).map(async ([outfile, options]) => buildOne(outfile, options)),
  );
  chmodSync(join(root, "dist/cli.js"), 0o755);
  writeFindingPages(join(root, "dist/pages.json"));
  writeNotices(metafiles, join(root, "dist/THIRD-PARTY-NOTICES.txt"));
  const problems = metafiles.flatMap((metafile) => bundleProblems(metafile, release));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

async function buildOne(outfile: string, options: BuildOptions): Promise<Metafile> {
  const { metafile } = await build({ ...options, outfile, metafile: true });
  const kilobytes = (files: readonly string[]): string => {
    const bytes = files.reduce((sum, file) => sum + (metafile.outputs[file]?.bytes ?? 0), 0);
    return `${(bytes / 1024).toFixed(0).padStart(6)} KB`;
  };
  const later = Object.keys(metafile.outputs).filter(isReadLater);
  console.log(
    `${outfile.padEnd(20)} ${kilobytes([outfile])}` +
      (later.length === 0
        ? ""
        : `, and ${kilobytes(later).trim()} in ${later.length} files read on first use`),
  );
  return metafile;
}
