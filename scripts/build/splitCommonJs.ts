import { rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { basename, dirname, join } from "node:path/posix";
import { build, type BuildOptions, type Metafile, type Plugin } from "esbuild";

type Outputs = Metafile["outputs"];

/**
 * Makes each `import()` of a CommonJS bundle a file of its own beside it, which is read when that import is reached.
 *
 * esbuild splits ES modules only, so it does that first, in memory; then each of its files is made CommonJS. What the
 * entry needs at once becomes one file with it, so that starting it reads a single file. The entry exports that for
 * the files that are read later: every module exists once, whoever imports it.
 */
export const splitCommonJs: Plugin = {
  name: "split-commonjs",
  setup(firstPass) {
    const options = firstPass.initialOptions;
    const final = {
      minify: options.minify === true,
      sourcemap: options.sourcemap !== false,
      banner: options.banner?.["js"],
      footer: options.footer?.["js"],
    };
    const root = options.absWorkingDir ?? process.cwd();
    const { outfile } = options;
    if (outfile === undefined) throw new Error("splitCommonJs needs an outfile.");
    const folder = dirname(outfile);
    delete options.outfile;
    Object.assign(options, {
      format: "esm",
      splitting: true,
      write: false,
      outdir: folder,
      entryNames: basename(outfile, ".js"),
      chunkNames: "[name]-[hash]",
      // The names of what one file exports for another are looked up below; they go in the second pass.
      minify: false,
      sourcemap: final.sourcemap && "inline",
      banner: {},
      footer: {},
    } satisfies BuildOptions);

    let before: readonly string[] = [];
    firstPass.onEnd(async (result) => {
      const { metafile, outputFiles } = result;
      if (metafile === undefined || outputFiles === undefined || result.errors.length > 0) return;
      const texts = new Map(
        outputFiles.map(({ path, text }) => [relative(root, path).replaceAll("\\", "/"), text]),
      );
      const eager = eagerFiles(outfile, metafile.outputs);
      const later = [...texts.keys()].filter((file) => !eager.includes(file));
      const pass = { folder, texts, final, entry: outfile, eager };
      const written = await Promise.all([outfile, ...later].map((file) => toCommonJs(file, pass)));

      metafile.outputs = writtenOutputs(metafile.outputs, outfile, eager, later);
      await mkdir(resolve(root, folder), { recursive: true });
      for (const files of written)
        for (const [file, contents] of files) {
          await writeFile(resolve(root, file), contents);
          const output = metafile.outputs[file];
          if (output !== undefined) output.bytes = contents.byteLength;
        }
      const now = written.flatMap((files) => [...files.keys()]);
      for (const file of before) if (!now.includes(file)) rmSync(resolve(root, file), { force: true });
      before = now;
    });
  },
};

/** The entry and all that it imports without `import()`, entry first. */
function eagerFiles(entry: string, outputs: Outputs): readonly string[] {
  const found = new Set([entry]);
  for (const file of found)
    for (const { path, kind } of outputs[file]?.imports ?? [])
      if (kind === "import-statement" && path in outputs) found.add(path);
  return [...found];
}

interface Pass {
  readonly folder: string;
  /** The files of the first pass, by their path from the root. */
  readonly texts: ReadonlyMap<string, string>;
  readonly entry: string;
  readonly eager: readonly string[];
  readonly final: {
    minify: boolean;
    sourcemap: boolean;
    banner: string | undefined;
    footer: string | undefined;
  };
}

/** One file of the first pass as CommonJS, with its source map where one is wanted: contents by path from the root. */
async function toCommonJs(file: string, pass: Pass): Promise<Map<string, Uint8Array>> {
  const isEntry = file === pass.entry;
  const contents = isEntry ? entryWithExports(pass) : (pass.texts.get(file) ?? "");
  const { minify, sourcemap, banner, footer } = pass.final;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: "/", sourcefile: file, loader: "js" },
    outfile: file,
    write: false,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    supported: { "dynamic-import": false },
    minify,
    sourcemap,
    sourcesContent: false,
    legalComments: "none",
    logLevel: "warning",
    ...(isEntry && banner !== undefined ? { banner: { js: banner } } : {}),
    ...(isEntry && footer !== undefined ? { footer: { js: footer } } : {}),
    plugins: [filesOfFirstPass(file, pass)],
  });
  return new Map(outputFiles.map((output) => [join(pass.folder, basename(output.path)), output.contents]));
}

/** The entry, exporting also what each file that becomes one with it exports, under the name of that file. */
function entryWithExports({ entry, eager }: Pass): string {
  return [
    `export * from "./${basename(entry)}";`,
    ...eager.slice(1).map((file) => `export * as ${exportName(file)} from "./${basename(file)}";`),
  ].join("\n");
}

/**
 * Resolves imports between the files of the first pass. The entry takes in what it needs at once; a file that is read
 * later gets that from the entry. All other imports stay.
 */
function filesOfFirstPass(importer: string, { folder, texts, entry, eager }: Pass): Plugin {
  return {
    name: "files-of-first-pass",
    setup(secondPass) {
      secondPass.onResolve({ filter: /.*/ }, ({ path, kind }) => {
        if (kind === "entry-point") return undefined;
        const file = join(folder, path);
        const isBundled = eager.includes(file) && (importer === entry || file !== entry);
        return isBundled ? { path: file, namespace: "eager" } : { path, external: true };
      });
      secondPass.onLoad({ filter: /.*/, namespace: "eager" }, ({ path }) => ({
        loader: "js",
        resolveDir: "/",
        contents:
          importer === entry
            ? (texts.get(path) ?? "")
            : `module.exports = require("./${basename(entry)}").${exportName(path)};`,
      }));
    },
  };
}

function exportName(file: string): string {
  return basename(file, ".js").replace(/\W/g, "_");
}

/** esbuild's report, for the files as they are written. */
function writtenOutputs(
  outputs: Outputs,
  entry: string,
  eager: readonly string[],
  later: readonly string[],
): Outputs {
  const parts = eager.flatMap((file) => outputs[file] ?? []);
  const [first] = parts;
  if (first === undefined) throw new Error(`esbuild reported no ${entry}.`);
  const outside = (file: string): boolean => !eager.includes(file);
  return {
    [entry]: {
      ...first,
      inputs: Object.assign({}, ...parts.map(({ inputs }) => inputs)) as Outputs[string]["inputs"],
      imports: parts.flatMap(({ imports }) => imports).filter(({ path }) => outside(path)),
    },
    ...Object.fromEntries(
      later.flatMap((file) => (outputs[file] === undefined ? [] : [[file, outputs[file]]])),
    ),
  };
}
